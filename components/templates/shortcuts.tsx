import '@/lib/words/load/templates';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import type { ValueFor } from '@/lib/templates/fill';
import { shortcutIn, type Template } from '@/lib/templates/model';
import { TemplateOptions } from './picker';
import { useStyles } from './styles';
import { useTemplates } from './use-templates';

const SHOWN = 6;

export interface ShortcutsProps {
  ask: Ask;
  /** What stands in the field. */
  text: string;
  valueFor: ValueFor;
  onPick: (template: Template) => void;
  /** What Enter does where no template is called so. */
  onEnter: () => void;
}

export interface Shortcuts {
  /** Hears a key of the field first; whether it was for the list. */
  pressed: (event: KeyboardEvent) => boolean;
  /** For the field's attributes; null while no list is shown. */
  list: { id: string; active: string } | null;
  view: preact.ComponentChildren;
}

/** A slash and the begin of a word, alone in the composer, offer the templates that are called so. */
export function useShortcuts({ ask, text, valueFor, onPick, onEnter }: ShortcutsProps): Shortcuts {
  useStyles();
  const { all, error } = useTemplates(ask);
  const id = useId();
  const [active, setActive] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const [entered, setEntered] = useState(false);
  const typed = shortcutIn(text);
  const offered =
    typed === null || refused === text
      ? []
      : (all ?? [])
          .filter(({ shortcut }) => shortcut !== '' && shortcut.startsWith(typed))
          .sort((a, b) => (a.shortcut < b.shortcut ? -1 : 1))
          .slice(0, SHOWN);
  const chosen = Math.min(active, Math.max(0, offered.length - 1));

  useEffect(() => {
    setActive(0);
    setEntered(false);
  }, [text]);
  // Enter that came before the templates: nobody meant to send a shortcut as it stands.
  useEffect(() => {
    if (!entered || (!all && !error)) return;
    setEntered(false);
    const [first] = offered;
    if (first) onPick(first);
    else onEnter();
  }, [entered, all, error]);

  function pressed(event: KeyboardEvent): boolean {
    if (typed === null || event.ctrlKey || event.metaKey || event.altKey) return false;
    const takes = (event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab';
    if (takes && typed !== '' && all === null && !error && event.key === 'Enter') {
      setEntered(true);
      return true;
    }
    const picked = offered[chosen];
    if (!picked) return false;
    if (takes) onPick(picked);
    else if (event.key === 'ArrowDown') setActive((chosen + 1) % offered.length);
    else if (event.key === 'ArrowUp') setActive((chosen - 1 + offered.length) % offered.length);
    else if (event.key === 'Escape') setRefused(text);
    else return false;
    return true;
  }

  return {
    pressed,
    list: offered.length > 0 ? { id: `${id}-list`, active: `${id}-${chosen}` } : null,
    view: offered.length > 0 && (
      <TemplateOptions {...{ id, chosen, valueFor, onPick }} templates={offered} class="tm-shortcuts" />
    ),
  };
}
