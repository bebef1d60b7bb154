/**
 * A list that draws only the rows in view and reuses their nodes: as in both real clients, the node that showed one chat
 * shows another a moment later.
 */
export interface VirtualList<Item> {
  set(items: readonly Item[]): void;
}

const SPARE = 4;

export function virtualList<Item>(
  scroller: HTMLElement,
  container: HTMLElement,
  rowHeight: number,
  create: () => HTMLElement,
  fill: (row: HTMLElement, item: Item) => void,
): VirtualList<Item> {
  let items: readonly Item[] = [];
  const rows: HTMLElement[] = [];

  function draw(): void {
    container.style.height = `${items.length * rowHeight}px`;
    const fits = Math.ceil(scroller.clientHeight / rowHeight) + SPARE;
    const first = Math.max(0, Math.min(Math.floor(scroller.scrollTop / rowHeight) - 1, items.length - fits));
    const shown = Math.min(fits, items.length);
    while (rows.length > shown) rows.pop()?.remove();
    for (let index = first; index < first + shown; index += 1) {
      // Which node shows a row depends on the row's place only, so nodes change hands as the list scrolls or is sorted.
      const slot = index % shown;
      const row = rows[slot] ?? create();
      rows[slot] = row;
      if (!row.isConnected) container.append(row);
      const item = items[index];
      if (item !== undefined) fill(row, item);
      row.style.top = `${index * rowHeight}px`;
    }
  }

  scroller.addEventListener('scroll', draw, { passive: true });
  new ResizeObserver(draw).observe(scroller);
  return {
    set(next) {
      items = next;
      draw();
    },
  };
}
