import { Checkbox, Chip, Field } from '@/components/ui';
import { fromLocalInput, toLocalInput, tomorrowMorning } from '@/components/ui/due-time';
import { t } from '@/lib/words';

const HOUR = 3_600_000;
const MINUTE = 60_000;

export interface ScheduleFieldsProps {
  at: string;
  now: number;
  unlessAnswered: boolean;
  /** Whether it can be watched: not for what was scheduled elsewhere. */
  watchable: boolean;
  onTime: (at: string) => void;
  onUnlessAnswered: (on: boolean) => void;
}

/** When Telegram's server is to send it. */
export function ScheduleFields({ at, now, unlessAnswered, watchable, onTime, onUnlessAnswered }: ScheduleFieldsProps) {
  const choices = [
    { at: inAnHour(now), label: t('outbox.inAnHour') },
    { at: tomorrowMorning(now), label: t('time.tomorrow') },
  ];
  const time = fromLocalInput(at);
  const past = time !== null && time <= now;
  return (
    <div class="ob-schedule">
      <Field
        dense
        type="datetime-local"
        label={t('outbox.sendAt')}
        value={at}
        error={past && t('outbox.schedulePast')}
        onInput={onTime}
      />
      <div class="ob-chips">
        {choices.map(({ at: choice, label }) => (
          <Chip
            key={label}
            pressed={at === toLocalInput(choice)}
            tone={at === toLocalInput(choice) ? 'accent' : 'neutral'}
            onClick={() => onTime(toLocalInput(choice))}
          >
            {label}
          </Chip>
        ))}
      </div>
      {watchable && (
        <div>
          <Checkbox checked={unlessAnswered} onChange={onUnlessAnswered}>
            {t('outbox.unlessAnswered')}
          </Checkbox>
          {unlessAnswered && <p class="tz-hint">{t('outbox.unlessAnsweredHelp')}</p>}
        </div>
      )}
    </div>
  );
}

/** To the full minute, as the field counts. */
export function inAnHour(now: number): number {
  return Math.ceil((now + HOUR) / MINUTE) * MINUTE;
}
