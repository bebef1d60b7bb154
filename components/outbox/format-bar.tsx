import { useState } from 'preact/hooks';
import { Button, EyeOffIcon, Field, IconButton, type IconDrawing } from '@/components/ui';
import { asUrl, type Mark } from '@/lib/outbox/marks';
import { t, type WordKey } from '@/lib/words';
import { BoldIcon, CodeIcon, ItalicIcon, LinkIcon } from './icons';

const BUTTONS = [
  { mark: 'bold', icon: BoldIcon, label: 'outbox.bold' },
  { mark: 'italic', icon: ItalicIcon, label: 'outbox.italic' },
  { mark: 'code', icon: CodeIcon, label: 'outbox.code' },
  { mark: 'spoiler', icon: EyeOffIcon, label: 'outbox.spoiler' },
] as const satisfies readonly { mark: Mark; icon: IconDrawing; label: WordKey }[];

export interface FormatBarProps {
  onMark: (mark: Mark) => void;
  onLink: () => void;
  linking: boolean;
}

/** Bold, italic, code, spoiler, link. The field keeps its selection and its focus. */
export function FormatBar({ onMark, onLink, linking }: FormatBarProps) {
  const keepFocus = (event: MouseEvent) => event.preventDefault();
  return (
    <>
      {BUTTONS.map(({ mark, icon, label }) => (
        <IconButton
          key={mark}
          size={28}
          icon={icon}
          label={t(label)}
          onMouseDown={keepFocus}
          onClick={() => onMark(mark)}
        />
      ))}
      <IconButton
        size={28}
        icon={LinkIcon}
        label={t('outbox.link')}
        pressed={linking}
        onMouseDown={keepFocus}
        onClick={onLink}
      />
    </>
  );
}

export interface LinkFormProps {
  url: string;
  /** null takes the link away. */
  onDone: (url: string | null) => void;
  onClose: () => void;
}

/** Where a part of the text leads. Enter sets it, Esc leaves it. */
export function LinkForm({ url, onDone, onClose }: LinkFormProps) {
  const [typed, setTyped] = useState(url);
  const [wrong, setWrong] = useState(false);

  function done(): void {
    const address = asUrl(typed);
    if (address === null) setWrong(true);
    else onDone(address);
  }

  return (
    <div class="ob-link">
      <Field
        dense
        type="url"
        label={t('outbox.linkTo')}
        value={typed}
        error={wrong && t('outbox.linkWrong')}
        autocomplete="off"
        autoFocus
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') done();
          else onClose();
        }}
      />
      <div class="ob-acts">
        {url !== '' && (
          <Button size={32} kind="ghost" onClick={() => onDone(null)}>
            {t('outbox.linkRemove')}
          </Button>
        )}
        <Button size={32} kind="soft" onClick={done}>
          {t('outbox.linkAdd')}
        </Button>
      </div>
    </div>
  );
}
