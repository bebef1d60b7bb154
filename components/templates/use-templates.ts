import type { Ask } from '@/components/background/ask';
import { useLive } from '@/components/background/use-live';
import type { WireError } from '@/lib/limits/model';
import { templates } from '@/lib/templates/contract';
import type { Template } from '@/lib/templates/model';

export interface TemplateList {
  /** null until they are here. */
  all: readonly Template[] | null;
  error: WireError | null;
  retry: () => void;
}

/** All templates. */
export function useTemplates(ask: Ask): TemplateList {
  const { value: all, error, retry } = useLive(ask, templates, {}, ['templates']);
  return { all, error, retry };
}
