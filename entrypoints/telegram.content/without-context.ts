/**
 * Stands in for WXT's content-script context at build time. That one tells the page of every start by a window message and
 * a DOM event, lets any page's forged event stop the script, and brings 4 kB of browser polyfill; Tez notices a newer
 * instance by its element instead (keep-mounted.ts).
 */
export class ContentScriptContext {}
