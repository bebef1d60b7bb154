/**
 * The look of the few nodes of ours that stand in Telegram's page, inside a closed shadow root. `!important` in a shadow
 * root's `:host` outweighs the page's own, and `display: contents` leaves the page no box to move or fade.
 */
export function shadowStyle(zIndex: number): string {
  return `
:host{all:initial!important;display:contents!important}
*{box-sizing:border-box}
.panel,.scrim{position:fixed;top:0;bottom:0;right:0;z-index:${zIndex}}
.panel{background:#f4f4f5;color:#000;box-shadow:-1px 0 0 rgb(0 0 0/.06)}
.panel.dark{background:#121212;color:#fff;box-shadow:-1px 0 0 rgb(255 255 255/.06)}
.scrim{left:0;background:rgb(0 0 0/.32);opacity:0;visibility:hidden;transition:opacity .2s,visibility .2s}
.scrim.shown{opacity:1;visibility:visible}
.drawer.open{animation:tez-in .28s cubic-bezier(.33,1,.68,1);box-shadow:-8px 0 32px rgb(0 0 0/.24)}
@keyframes tez-in{from{transform:translateX(40%)}}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:normal}
.grip{position:absolute;top:0;bottom:0;left:-3px;width:7px;cursor:ew-resize;touch-action:none;outline:0}
.grip::after{content:"";position:absolute;inset:0 2px;border-radius:2px;transition:background .12s}
.grip:hover::after,.grip.held::after{background:rgb(128 128 128/.35)}
.grip:focus-visible::after{background:#1e75cf}
.strip .grip{display:none}
.reload{width:100%;height:100%;padding:12px;border:0;background:none;color:inherit;font:500 14px/18px Roboto,system-ui,sans-serif;cursor:pointer}
.strip .reload{writing-mode:vertical-rl}
.take-up{position:fixed;z-index:${zIndex};width:28px;height:28px;padding:5px;border:0;border-radius:14px;background:#3390ec;color:#fff;opacity:.72;box-shadow:0 1px 3px rgb(0 0 0/.28);cursor:pointer}
.take-up:hover,.take-up:focus-visible{opacity:1}
.take-up svg{display:block;width:18px;height:18px;fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}`;
}
