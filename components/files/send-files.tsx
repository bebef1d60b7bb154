import '@/lib/words/load/files';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { Checkbox, CloseIcon, Dialog, IconButton, Notice, Progress, TextArea } from '@/components/ui';
import { fromLocalInput } from '@/components/ui/due-time';
import type { ChatRef } from '@/lib/chats/model';
import { bytesOf, checkFile, makesAlbum, type UploadKind } from '@/lib/files/shipment';
import { TezError, type WireError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatSize } from '@/lib/words/size';
import { ChosenLead } from './chosen-lead';
import { mediaKind, roundKind, voiceKind } from './measure';
import { ship } from './ship';
import { useFileStyles } from './styles';

/** What a person chose to attach. */
export type AttachKind = 'media' | 'file' | 'voice' | 'round';

export interface SendFilesProps {
  ask: Ask;
  chat: ChatRef;
  kind: AttachKind;
  /** What stands in the message field: it goes along as the caption. */
  caption: RichText;
  silent: boolean;
  replyTo: number | undefined;
  /** When Telegram is to send it, as a `datetime-local` input has it. */
  at: string | null;
  unlessAnswered: boolean;
  onSent: () => void;
  onClose: () => void;
}

interface Chosen {
  file: File;
  as: UploadKind;
}

const MOST = 10;
const ACCEPT: Record<AttachKind, string> = {
  media: 'image/jpeg,image/png,image/webp,video/mp4',
  file: '',
  voice: 'audio/ogg,audio/mpeg,audio/mp4,.m4a',
  round: 'video/mp4',
};
/** Above every limit of Telegram's; which one holds for the account, the worker asks. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

async function kindOf(kind: AttachKind, file: File): Promise<UploadKind | null> {
  if (kind === 'media') return mediaKind(file);
  if (kind === 'voice') return voiceKind(file);
  return kind === 'round' ? roundKind(file) : { is: 'document' };
}

/** Files are chosen, looked over, given a caption and sent; they are copied first, so that nothing is half sent. */
export function SendFiles(props: SendFilesProps) {
  const { ask, chat, kind, caption, silent, replyTo, at, unlessAnswered, onSent, onClose } = props;
  useFileStyles();
  const picker = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen[] | null>(null);
  const [text, setText] = useState(caption.text);
  const [album, setAlbum] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [copied, setCopied] = useState<number | null>(null);
  const press = useRef({ id: crypto.randomUUID() as string, ended: new AbortController() });

  useEffect(() => {
    const input = picker.current;
    input?.addEventListener('cancel', onClose);
    input?.click();
    return () => press.current.ended.abort();
  }, []);

  async function choose(files: readonly File[]): Promise<void> {
    const some = files.slice(0, MOST);
    const kinds = await Promise.all(some.map((file) => kindOf(kind, file)));
    const good = some.flatMap((file, n) => {
      const as = kinds[n];
      return as ? [{ file, as }] : [];
    });
    setChosen(good);
    if (files.length > MOST) setProblem(t('files.tooMany'));
    else if (good.length < some.length) setProblem(t(kind === 'voice' ? 'files.notVoice' : 'files.notRound'));
    else setProblem(wrongWith(good));
  }

  function leaveOut(index: number): void {
    const rest = (chosen ?? []).filter((_, n) => n !== index);
    if (rest.length === 0) onClose();
    setChosen(rest);
    setProblem(wrongWith(rest));
  }

  async function send(): Promise<void> {
    if (!chosen?.length || copied !== null) return;
    const scheduleAt = at === null ? undefined : fromLocalInput(at);
    if (scheduleAt === null) return setProblem(sentence({ kind: 'scheduleInvalid' }));
    const { id, ended } = press.current;
    setProblem(null);
    setCopied(0);
    try {
      await ship(
        { ask, fetch: (url, init) => fetch(url, init), pause, signal: ended.signal },
        {
          ...{ id, chat, silent, album },
          files: chosen.map(({ file, as }) => ({ name: file.name, mime: mimeOf(file), size: file.size, as })),
          caption: text === caption.text ? caption : { text, entities: [] },
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(scheduleAt === undefined ? {} : { scheduleAt }),
          ...(scheduleAt !== undefined && unlessAnswered ? { unlessAnswered: {} } : {}),
        },
        chosen.map(({ file }) => file),
        setCopied,
      );
      onSent();
      onClose();
    } catch (error) {
      if (ended.signal.aborted) return;
      // The next press is another one: of this nothing was sent.
      press.current.id = crypto.randomUUID();
      setCopied(null);
      setProblem(sentence(TezError.from(error).toWire()));
    }
  }

  const all = chosen ?? [];
  const size = bytesOf({ files: all.map(({ file }) => file) });
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={kind === 'media' || kind === 'file'}
        accept={ACCEPT[kind]}
        data-attach={kind}
        onChange={(event) => void choose([...(event.currentTarget.files ?? [])])}
      />
      <Dialog
        open={chosen !== null}
        title={t('files.sendTitle', { n: all.length })}
        safeLabel={t('files.sendKeep')}
        actLabel={t('files.sendAct')}
        busy={copied !== null || all.length === 0}
        onAct={() => void send()}
        onClose={onClose}
      >
        <ul class="fl-chosen">
          {all.map(({ file, as }, n) => (
            <li key={`${n}/${file.name}`}>
              <ChosenLead file={file} as={as.is} />
              <span class="fl-preview-words">
                <span class="tz-cut">{file.name}</span>
                <span class="tz-meta">
                  {formatSize(file.size)}
                  {kind === 'media' && as.is === 'document' && ` · ${t('files.asFile')}`}
                </span>
              </span>
              {copied === null && (
                <IconButton
                  size={28}
                  icon={CloseIcon}
                  label={t('files.removeFromSend', { name: file.name })}
                  onClick={() => leaveOut(n)}
                />
              )}
            </li>
          ))}
        </ul>
        {problem !== null && <Notice tone="danger">{problem}</Notice>}
        {copied !== null && <Progress value={size === 0 ? 0 : copied / size} label={t('files.copying')} />}
        <TextArea label={t('files.caption')} value={text} onInput={setText} />
        {makesAlbum(all.map(({ as }) => as.is)) && (
          <Checkbox checked={album} onChange={setAlbum}>
            {t('files.group')}
          </Checkbox>
        )}
      </Dialog>
    </>
  );
}

/** What can be told before anything is read. */
function wrongWith(chosen: readonly Chosen[]): string | null {
  try {
    for (const { file, as } of chosen) checkFile({ size: file.size, as }, NO_LIMIT);
    return null;
  } catch (error) {
    return sentence(TezError.from(error).toWire());
  }
}

function sentence(error: WireError): string {
  return errorSentence(error, Date.now());
}

function mimeOf({ type }: File): string {
  return type === '' ? 'application/octet-stream' : type;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(() => resolve(), ms));
}
