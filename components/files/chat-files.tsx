import '@/lib/words/load/files';
import { useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { ChevronDownIcon, cx, Icon, Island, IslandHead, NativeSelect } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import type { FilesOf } from '@/lib/files/contract';
import { t } from '@/lib/words';
import { FileLists } from './file-lists';
import { useFileStyles } from './styles';

export interface ChatFilesProps {
  ask: Ask;
  chat: ChatRef;
  /** The chat's deals, whose other chats may have files too. */
  deals: readonly { id: string; title: string }[];
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** A section that opens: files of a chat, or of one of its deals. */
export function ChatFiles({ ask, chat, deals, open, onOpen }: ChatFilesProps) {
  useFileStyles();
  const [deal, setDeal] = useState('');
  const chosen = deals.some(({ id }) => id === deal) ? deal : '';
  const of: FilesOf = chosen === '' ? { is: 'chat', chat } : { is: 'deal', deal: chosen };
  return (
    <Island label={t('files.title')} class="fl">
      <IslandHead
        title={
          <button type="button" class="fl-toggle" aria-expanded={open} onClick={() => onOpen(!open)}>
            {t('files.title')}
            <Icon of={ChevronDownIcon} size={18} class={cx('fl-chevron', open && 'is-open')} />
          </button>
        }
      >
        {open && deals.length > 0 && (
          <NativeSelect
            look="meta"
            label={t('files.of')}
            value={chosen}
            options={[
              { value: '', label: t('files.ofChat') },
              ...deals.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={setDeal}
          />
        )}
      </IslandHead>
      {open && <FileLists key={chosen} ask={ask} of={of} />}
    </Island>
  );
}
