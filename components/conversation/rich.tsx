import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { cx } from '@/components/ui';
import { addressOf, type Block, blocksOf } from '@/lib/messages/blocks';
import type { RichText, TextEntity } from '@/lib/messages/content';
import type { Run } from '@/lib/outbox/marks';
import { t } from '@/lib/words';

/** Words with their marks. Hidden ones are shown together, by a press on any of them. */
export function Rich({ rich }: { rich: RichText }) {
  const [shown, setShown] = useState(false);
  const runs = (block: Block) =>
    block.runs.map((run, i) => (
      <RunView key={`${i}-${run.text}`} run={run} shown={shown} onShow={() => setShown(true)} />
    ));
  return (
    <>
      {blocksOf(rich).map((block, i) => {
        const key = `${i}-${block.is}`;
        if (block.is === 'quote') return <blockquote key={key}>{runs(block)}</blockquote>;
        if (block.is === 'pre') {
          return (
            <pre key={key} data-language={block.language || undefined}>
              <code>{runs(block)}</code>
            </pre>
          );
        }
        return <p key={key}>{runs(block)}</p>;
      })}
    </>
  );
}

const TAGS: Partial<Record<TextEntity['is'], 'b' | 'i' | 'u' | 's' | 'code'>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strike: 's',
  code: 'code',
};

function RunView({ run: { text, marks }, shown, onShow }: { run: Run; shown: boolean; onShow: () => void }) {
  const hidden = !shown && marks.some(({ is }) => is === 'spoiler');
  if (hidden) {
    return (
      <button type="button" class="cv-spoiler" aria-label={t('conversation.spoiler')} onClick={onShow}>
        {text}
      </button>
    );
  }
  let drawn: ComponentChildren = text;
  for (const mark of marks) {
    const Tag = TAGS[mark.is];
    if (Tag) drawn = <Tag>{drawn}</Tag>;
  }
  const url = addressOf(text, marks);
  if (url !== null) {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer" title={url === text ? undefined : url}>
        {drawn}
      </a>
    );
  }
  const named = marks.some(({ is }) => ['mention', 'person', 'hashtag', 'cashtag', 'command', 'card'].includes(is));
  return <span class={cx(named && 'cv-named')}>{drawn}</span>;
}
