import { useState } from 'preact/hooks';
import { Box } from './gallery-box';
import { SAMPLES as S, SAMPLE_STAGES } from './gallery-samples';
import {
  BoardIcon,
  Button,
  type ButtonProps,
  Checkbox,
  CodeField,
  Field,
  IconButton,
  InlineEdit,
  NativeSelect,
  SearchIcon,
  Switch,
  TableIcon,
  Tabs,
  TextArea,
} from './index';

const KINDS: [kind: NonNullable<ButtonProps['kind']>, words: string][] = [
  ['filled', S.save],
  ['soft', S.add],
  ['plain', S.cancel],
  ['ghost', S.undo],
  ['danger', S.remove],
];

/** Buttons, switches and fields of the gallery. */
export function GalleryControls() {
  return (
    <>
      <div class="gallery-two">
        <Box title={S.buttons}>
          <div class="gallery-buttons">
            {KINDS.map(([kind, words]) => [
              <Button key={kind} kind={kind}>
                {words}
              </Button>,
              <Button key={`${kind}-busy`} kind={kind} busy>
                {words}
              </Button>,
              <Button key={`${kind}-off`} kind={kind} disabled>
                {words}
              </Button>,
            ])}
          </div>
        </Box>
        <Sizes />
      </div>
      <Box title={S.fields}>
        <Fields />
      </Box>
      <div class="gallery-onCanvas">
        <p class="tz-meta">{S.onCanvas}</p>
        <Popup />
      </div>
    </>
  );
}

function Sizes() {
  const [on, setOn] = useState(true);
  const [view, setView] = useState('board');
  return (
    <Box title={S.sizes}>
      <div class="gallery-line">
        {([48, 40, 32] as const).map((size) => (
          <Button key={size} kind="filled" size={size}>
            {size}
          </Button>
        ))}
        <Button kind="dangerFilled" size={32}>
          {S.deleteDeal}
        </Button>
      </div>
      <div class="gallery-line">
        <IconButton icon={SearchIcon} label={S.search} />
        <IconButton icon={SearchIcon} label={S.search} pressed />
        <IconButton icon={SearchIcon} label={S.search} size={28} />
        <IconButton icon={SearchIcon} label={S.search} disabled />
      </div>
      <div class="gallery-line">
        <Switch checked={on} onChange={setOn} name={S.save} />
        <Switch checked={!on} onChange={() => setOn(!on)} name={S.save} />
        <Checkbox round checked={false} onChange={() => {}} name={S.save} />
        <Checkbox round checked onChange={() => {}} name={S.save} />
        <Checkbox round overdue checked={false} onChange={() => {}} name={S.save} />
        <Checkbox checked={false} onChange={() => {}} name={S.save} />
        <Checkbox checked onChange={() => {}} name={S.save} />
      </div>
      <p class="tz-meta">{S.viewSwitch}</p>
      <Tabs
        look="switch"
        label={S.viewSwitch}
        value={view}
        onChange={setView}
        tabs={[
          { value: 'board', label: S.board, icon: BoardIcon },
          { value: 'table', label: S.table, icon: TableIcon },
        ]}
      />
    </Box>
  );
}

function Fields() {
  const [title, setTitle] = useState<string>(S.deal);
  const [name, setName] = useState<string>(S.longDeal);
  const [amount, setAmount] = useState<string>(S.amount);
  const [stage, setStage] = useState('proposal');
  const [note, setNote] = useState<string>(S.noteTyped);
  const options = SAMPLE_STAGES.map(({ id, name: label, color }) => ({ value: id, label, dot: color }));
  return (
    <div class="gallery-three">
      <Field label={S.dealTitle} value={title} onInput={setTitle} />
      <Field label={S.due} value={S.dueTyped} onInput={() => {}} help={S.dueMeans} />
      <NativeSelect label={S.stage} value={stage} onChange={setStage} options={options} />
      <Field label={S.apiId} value={S.apiTyped} onInput={() => {}} error={S.apiWrong} />
      <Field label={S.phone} value={S.phoneTyped} onInput={() => {}} disabled />
      <TextArea label={S.note} value={note} onInput={setNote} minLines={1} />
      <div>
        <p class="tz-label">{S.inline}</p>
        <InlineEdit label={S.dealTitle} value={name} onCommit={setName} look="title" wrap />
        <InlineEdit label={S.value} value={amount} onCommit={setAmount} look="figure" preview={(draft) => draft} />
        <NativeSelect look="inline" label={S.stage} value={stage} onChange={setStage} options={options} />
      </div>
    </div>
  );
}

function Popup() {
  const [code, setCode] = useState('407');
  const [secret, setSecret] = useState<string>(S.passwordTyped);
  const [agreed, setAgreed] = useState(true);
  return (
    <div class="gallery-three">
      <CodeField label={S.code} length={5} value={code} onInput={setCode} />
      <Field label={S.password} type="password" value={secret} onInput={setSecret} error={S.passwordWrong} />
      <div>
        <Checkbox checked={agreed} onChange={setAgreed}>
          {S.consent}
        </Checkbox>
        <Switch checked={agreed} onChange={setAgreed} help={S.repliesHelp}>
          {S.replies}
        </Switch>
      </div>
    </div>
  );
}
