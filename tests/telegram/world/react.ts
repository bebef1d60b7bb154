/** Reactions. Telegram tells them twice: by themselves, and as an edit that nobody is shown, which has its place in the log. */
import { copiesOf } from './change';
import type { Message, Reaction } from './types';
import type { Origin, Place, World } from './world';

/** Replaces somebody's reactions to a message, in every copy of it. */
export function react(
  world: World,
  place: Place,
  message: Message,
  { from, reactions }: { from: number; reactions: Omit<Reaction, 'from'>[] },
  origin?: Origin,
): void {
  for (const copy of copiesOf(world, place, message)) {
    const others = (copy.message.reactions ?? []).filter((one) => one.from !== from);
    copy.message.reactions = [...others, ...reactions.map((one) => ({ ...one, from }))];
    copy.message.reactedAt = world.seconds();
    const box = copy.place.channel ? copy.place.channel.box : copy.place.account.box;
    const change = box.note({ kind: 'edit', id: copy.message.id });
    world.announce({ kind: 'reactions', place: copy.place, message: copy.message }, origin);
    world.announce({ kind: 'edit', place: copy.place, message: copy.message, change }, origin);
  }
}
