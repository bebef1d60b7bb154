/**
 * Web K lays its columns out by script: the width is the window's, less the side padding of `<html>`, measured on
 * `resize`. Left 408, 84 when collapsed; right 372, beside the chat where there is room, over it where not.
 */
const LEFT = 408;
const LEFT_COLLAPSED = 84;
const RIGHT = 372;
const RIGHT_FITS_FROM = 1200;
const ONE_COLUMN_BELOW = 926;

export function layOutColumns(left: HTMLElement, center: HTMLElement, right: HTMLElement): void {
  const { paddingLeft, paddingRight } = getComputedStyle(document.documentElement);
  const width = innerWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  const one = innerWidth < ONE_COLUMN_BELOW;
  const shown = document.body.classList.contains('is-right-column-shown');
  const leftWidth = one ? width : left.classList.contains('is-collapsed') ? LEFT_COLLAPSED : LEFT;
  const beside = shown && !one && width >= RIGHT_FITS_FROM;
  left.style.width = `${leftWidth}px`;
  right.style.width = `${Math.min(RIGHT, width)}px`;
  center.style.left = `${one ? 0 : leftWidth}px`;
  center.style.width = `${width - (one ? 0 : leftWidth) - (beside ? RIGHT : 0)}px`;
}
