/**
 * Every part of the design system, in both themes: for the eye and for tests of the look. Not in a release.
 */
import { useState } from 'preact/hooks';
import { Box } from './gallery-box';
import { GalleryControls } from './gallery-controls';
import { SAMPLES as S, SAMPLE_STAGES } from './gallery-samples';
import { GalleryStates } from './gallery-states';
import type { Scheme } from './host-theme';
import {
  ActionRow,
  AddPersonIcon,
  AnswerIcon,
  Avatar,
  Badge,
  BoardIcon,
  CalendarIcon,
  Checkbox,
  CheckIcon,
  ChevronDownIcon,
  Chip,
  CloseIcon,
  Dot,
  Fact,
  FilterChip,
  IconButton,
  Island,
  IslandHead,
  Kbd,
  ListRow,
  NextStepIcon,
  NoteIcon,
  Pill,
  PlusIcon,
  Quote,
  QuoteIcon,
  SavedIcon,
  Separator,
  StageMini,
  StageSegments,
  Stat,
  Tabs,
  TaskIcon,
  TemplateIcon,
  Toaster,
} from './index';
import '@/lib/words/load/all';
import './gallery.css';

const ROLES = [
  'canvas',
  'island',
  'field',
  'hover',
  'accent',
  'accent-fill',
  'accent-soft',
  'ok-soft',
  'warn-soft',
  'danger-soft',
];
const MINUTE = 60_000;

/** Both themes side by side. */
export function Gallery() {
  return (
    <main class="gallery">
      <Sheet scheme="light" title={S.light} />
      <Sheet scheme="dark" title={S.dark} />
      <Toaster />
    </main>
  );
}

function Sheet({ scheme, title }: { scheme: Scheme; title: string }) {
  return (
    <div class="gallery-sheet" data-theme={scheme}>
      <h1 class="tz-title">{title}</h1>
      <Box title={S.colours}>
        <div class="gallery-roles">
          {ROLES.map((role) => (
            <span key={role}>
              <i style={{ background: `var(--${role})` }} />
              {role}
            </span>
          ))}
        </div>
      </Box>
      <GalleryControls />
      <div class="gallery-two">
        <Tags />
        <Pills />
      </div>
      <div class="gallery-two">
        <Stages />
        <Rows />
      </div>
      <GalleryStates />
    </div>
  );
}

function Tags() {
  return (
    <Box title={S.chips}>
      <div class="gallery-line">
        <Chip>{S.tag}</Chip>
        <Chip tone="due">{S.today}</Chip>
        <Chip tone="late">{S.yesterday}</Chip>
        <Chip tone="accent" icon={QuoteIcon}>
          {S.proof}
        </Chip>
        <Chip tone="ok" icon={CheckIcon}>
          {S.won}
        </Chip>
        <Chip small>{S.saas}</Chip>
        <Chip onRemove={() => {}}>{S.saas}</Chip>
      </div>
      <p class="tz-meta">{S.filters}</p>
      <div class="gallery-line gallery-canvas">
        <FilterChip iconAfter={ChevronDownIcon} onClick={() => {}}>
          {S.filterTag}
        </FilterChip>
        <FilterChip on iconAfter={CloseIcon} onClick={() => {}}>
          {S.filterOwner}
        </FilterChip>
      </div>
      <p class="tz-meta">{S.avatars}</p>
      <div class="gallery-line">
        {[0, 1, 2, 3, 4, 5, 6].map((peer) => (
          <Avatar key={peer} peer={peer} name={S.person} size={32} />
        ))}
        <Avatar peer={-1_000_000_000_004} name={S.group} size={32} square />
        <Avatar peer={5} name={S.person} size={32} icon={SavedIcon} />
      </div>
    </Box>
  );
}

function Pills() {
  return (
    <Box title={S.pills}>
      <div class="gallery-line">
        <Pill state={{ is: 'waiting', ms: 35 * MINUTE }} short />
        <Pill state={{ is: 'waiting', ms: 120 * MINUTE }} />
        <Pill state={{ is: 'waiting', ms: 26 * 60 * MINUTE }} />
        <Pill state={{ is: 'answered' }} />
        <Pill state={{ is: 'snoozed' }} />
        <Pill state={{ is: 'waiting', ms: 72 * 60 * MINUTE }} short small />
      </div>
      <p class="tz-meta">{S.badges}</p>
      <div class="gallery-line">
        <Badge count={3} />
        <Badge count={214} />
        <Badge count={12} tone="quiet" />
        <Badge count={9} tone="danger" />
        <span class="tz-row">
          <Dot color="negotiation" />
          {S.stageDot}
        </span>
        <Kbd>{S.keys}</Kbd>
      </div>
      <p class="tz-meta">{S.quote}</p>
      <Quote
        title={S.promised}
        chip={
          <Chip tone="due" small>
            {S.today}
          </Chip>
        }
        trail={<Checkbox round checked={false} onChange={() => {}} name={S.promised} />}
      >
        {S.promise}
      </Quote>
    </Box>
  );
}

function Stages() {
  const [stage, setStage] = useState<string>('meeting');
  const [tab, setTab] = useState('all');
  return (
    <Box title={S.stageProgress}>
      <StageSegments stages={SAMPLE_STAGES} current={stage} onMove={setStage} label={S.progress} />
      <StageMini total={5} filled={3} />
      <p class="tz-meta">{S.tabs}</p>
      <div class="gallery-canvas">
        <Tabs
          label={S.tabs}
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'all', label: S.all, count: 84 },
            { value: 'unread', label: S.unread, count: 12 },
            { value: 'mentions', label: S.mentions, count: 3 },
          ]}
        />
      </div>
      <p class="tz-meta">{S.rows}</p>
      <div class="gallery-canvas">
        <ActionRow
          actions={S.actions.map((label, index) => ({
            key: label,
            label,
            icon: [AnswerIcon, TemplateIcon, TaskIcon, NoteIcon][index] ?? NoteIcon,
            onClick: () => {},
            disabled: index === 1,
            expanded: index === 2 ? true : undefined,
          }))}
        />
        <div class="tz-stats gallery-gap">
          <Stat value={9} name={S.waiting} tone="warn" onClick={() => {}} />
          <Stat value={8} name={S.tasksDue} tone="danger" onClick={() => {}} />
          <Stat value={12} name={S.unread} />
        </div>
      </div>
    </Box>
  );
}

function Rows() {
  const [done, setDone] = useState(false);
  return (
    <Island>
      <IslandHead title={S.tasks} count={2}>
        <IconButton icon={PlusIcon} label={S.newTask} size={28} />
      </IslandHead>
      <ListRow
        lead={<Checkbox round overdue checked={done} onChange={setDone} name={S.task} />}
        title={S.task}
        twoLines
        alignTop
        trail={<Chip tone="late">{S.yesterday}</Chip>}
      />
      <ListRow
        lead={<Avatar peer={-1_000_000_000_004} name={S.group} size={36} square />}
        title={S.group}
        meta={S.sum}
        trail={<Pill state={{ is: 'waiting', ms: 26 * 60 * MINUTE }} short />}
        onClick={() => {}}
      />
      <ListRow
        lead={<Avatar peer={3} name={S.cyrillic} size={36} />}
        title={S.cyrillic}
        meta={S.seen}
        onClick={() => {}}
        actions={<IconButton icon={AddPersonIcon} label={S.add} size={28} />}
      />
      <Separator />
      <ListRow icon={BoardIcon} title={S.openWorkspace} trail={<Kbd>{S.keys}</Kbd>} onClick={() => {}} />
      <dl>
        <Fact icon={NextStepIcon} name={S.nextStep}>
          {S.nextStepIs}
        </Fact>
        <Fact icon={CalendarIcon} name={S.close}>
          {S.closeIs}
        </Fact>
      </dl>
    </Island>
  );
}
