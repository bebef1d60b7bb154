/** Topics of forum supergroups. https://core.telegram.org/api/forum */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { topic as shapeTopic } from '../shape/chats';
import { resolvePeer } from '../shape/ids';
import type { Channel, Topic } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

function forumOf({ world, account }: SignedCall, peer: tl.TypeInputPeer): Channel {
  const channel = world.channels.get(resolvePeer(world, account, peer));
  if (!channel?.isForum) throw badRequest('CHANNEL_FORUM_MISSING');
  return channel;
}

function answer(call: SignedCall, forum: Channel, topics: Topic[], count: number): tl.messages.RawForumTopics {
  const bundle = new Bundle(call.world, call.account).peer(forum.id);
  const shaped = topics.map((topic) => {
    bundle.peer(topic.creator);
    return shapeTopic(call.world, call.account, forum, topic);
  });
  const messages = shaped.flatMap(({ topMessage }) => {
    const message = forum.box.messages.get(topMessage);
    return message ? [bundle.message(message)] : [];
  });
  return { _: 'messages.forumTopics', count, topics: shaped, messages, pts: forum.box.pts, ...bundle.mentioned };
}

export const forumMethods: SignedMethods = {
  'messages.getForumTopics': (call, { peer, q = '', offsetDate, offsetTopic, limit }) => {
    const forum = forumOf(call, peer);
    const dates = new Map<number, number>();
    for (const topic of forum.topics.values()) {
      const top = shapeTopic(call.world, call.account, forum, topic).topMessage;
      dates.set(topic.id, forum.box.messages.get(top)?.date ?? topic.createdAt);
    }
    const dateOf = ({ id }: Topic): number => dates.get(id) ?? 0;
    const all = [...forum.topics.values()]
      .filter(({ title }) => title.toLowerCase().includes(q.toLowerCase()))
      .sort((a, b) => Number(b.pinned) - Number(a.pinned) || dateOf(b) - dateOf(a));
    const below = all.filter(
      (topic) => offsetDate === 0 || (dateOf(topic) <= offsetDate && topic.id !== offsetTopic && !topic.pinned),
    );
    return answer(call, forum, below.slice(0, Math.max(0, limit)), all.length);
  },
  'messages.getForumTopicsByID': (call, { peer, topics }) => {
    const forum = forumOf(call, peer);
    const found = topics.flatMap((id) => forum.topics.get(id) ?? []);
    return answer(call, forum, found, found.length);
  },
};
