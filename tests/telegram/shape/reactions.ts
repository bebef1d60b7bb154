/** Reactions as an account sees them. */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import type { Account, Message, Reaction } from '../world/types';

function shape({ emoji, custom }: Reaction): tl.TypeReaction {
  if (!custom) return { _: 'reactionEmoji', emoticon: emoji };
  return { _: 'reactionCustomEmoji', documentId: Long.fromString(emoji) };
}

export function shapeReactions(viewer: Account, message: Message): tl.RawMessageReactions {
  const counted = new Map<string, { reaction: tl.TypeReaction; count: number; chosenOrder?: number }>();
  let chosen = 0;
  for (const reaction of message.reactions ?? []) {
    const key = `${reaction.custom === true} ${reaction.emoji}`;
    const known = counted.get(key) ?? { reaction: shape(reaction), count: 0 };
    known.count++;
    if (reaction.from === viewer.person.id) known.chosenOrder = chosen++;
    counted.set(key, known);
  }
  return {
    _: 'messageReactions',
    canSeeList: true,
    results: [...counted.values()].map((one) => ({ _: 'reactionCount', ...one })),
  };
}
