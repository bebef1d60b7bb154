import { useRef } from 'preact/hooks';
import { Avatar, ChevronDownIcon, Chip, cx, Icon } from '@/components/ui';
import { useRows } from '@/components/ui/use-rows';
import type { ContactRow, SortBy } from '@/lib/contacts/table';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { formatDay, formatExact } from '@/lib/words/time';

export interface ContactTableProps {
  rows: readonly ContactRow[];
  by: SortBy;
  down: boolean;
  onSort: (by: SortBy) => void;
  /** The one whose card is open. */
  open: string | null;
  onOpen: (id: string) => void;
  /** UTC ms. */
  now: number;
}

/** Rows are of one height, so that of thousands only those in sight are drawn. */
const ROW_HEIGHT = 42;
const COLUMNS = ['name', 'company', 'phone', 'username', 'tags', 'changed'] as const;
const WIDTHS = ['26%', '18%', '17%', '14%', '15%', '10%'];
/** More tags than this do not fit. */
const MOST_TAGS = 3;

/** The table: a press on a column's name sorts by it, a press on a row opens its card. */
export function ContactTable({ rows, by, down, onSort, open, onOpen, now }: ContactTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { first, end } = useRows(scroll, rows.length, ROW_HEIGHT);
  return (
    <div class="ct-scroll" ref={scroll}>
      <table class="ct-table" aria-label={t('contact.many')} aria-rowcount={rows.length + 1}>
        <colgroup>
          {WIDTHS.map((width, i) => (
            <col key={COLUMNS[i]} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={column === by ? (down ? 'descending' : 'ascending') : undefined}>
                {column === 'tags' ? (
                  <span>{t('contact.col.tags')}</span>
                ) : (
                  <button type="button" onClick={() => onSort(column)}>
                    {t(`contact.col.${column}`)}
                    {column === by && <Icon of={ChevronDownIcon} size={14} />}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {rows.slice(first, end).map((row, i) => (
            <Row key={row.id} {...{ row, onOpen, now }} index={first + i + 2} selected={row.id === open} />
          ))}
          <Gap rows={rows.length - end} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: ContactRow;
  index: number;
  selected: boolean;
  onOpen: (id: string) => void;
  now: number;
}

function Row({ row, index, selected, onOpen, now }: RowProps) {
  const { id, name, telegram, companyName, phones, username, tags, changedAt } = row;
  const [phone] = phones;
  return (
    <tr class={cx('ct-row', selected && 'is-selected')} aria-rowindex={index} aria-selected={selected}>
      <td>
        <button type="button" class="ct-name" onClick={() => onOpen(id)}>
          <Avatar peer={telegram[0] ?? 0} name={name} size={28} />
          <bdi class="tz-cut">{name}</bdi>
        </button>
      </td>
      <td>{companyName}</td>
      <td class="tz-num">{phone && formatPhone(phone)}</td>
      <td>{username && `@${username}`}</td>
      <td>
        <span class="ct-tags">
          {tags.slice(0, MOST_TAGS).map((tag) => (
            <Chip key={tag} small>
              {tag}
            </Chip>
          ))}
        </span>
      </td>
      <td class="tz-meta tz-num" title={formatExact(changedAt)}>
        {formatDay(changedAt, { now })}
      </td>
    </tr>
  );
}

/** The height of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="ct-gap">
      <td colSpan={COLUMNS.length} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}
