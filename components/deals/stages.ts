import type { SelectOption } from '@/components/ui';
import { DEFAULT_PIPELINE, type Deal, type Stage } from '@/lib/deals/model';

/** The stages a deal can be in. One pipeline so far; its id is stored in each deal. */
export function stagesOf(_deal: Pick<Deal, 'pipeline'>): readonly Stage[] {
  return DEFAULT_PIPELINE.stages;
}

/** A deal's stage; the first one where its stage is none of the pipeline's any more. */
export function stageOf(deal: Pick<Deal, 'pipeline' | 'stage'>): Stage {
  const stages = stagesOf(deal);
  return findStage(stages, deal.stage) ?? (stages[0] as Stage);
}

export function findStage(stages: readonly Stage[], id: string): Stage | undefined {
  return stages.find((stage) => stage.id === id);
}

export function openStages(stages: readonly Stage[]): readonly Stage[] {
  return stages.filter(({ kind }) => kind === 'open');
}

/** How many of the open stages a deal has come through; all of them once it is won, none when it is lost. */
export function stagesFilled(stages: readonly Stage[], stage: Stage): number {
  if (stage.kind === 'won') return openStages(stages).length;
  return openStages(stages).findIndex(({ id }) => id === stage.id) + 1;
}

export function stageOptions(stages: readonly Stage[]): SelectOption[] {
  return stages.map(({ id, name, color }) => ({ value: id, label: name, dot: color }));
}
