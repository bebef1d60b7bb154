/** Collects the users and chats that an answer mentions, because Telegram sends them along. */
import type { tl } from '@mtcute/tl';
import { kindOf, type MarkedId } from '../world/ids';
import type { Account, Dialog, Message } from '../world/types';
import type { World } from '../world/world';
import * as chats from './chats';
import { message as shapeMessage } from './messages';
import { user } from './people';

export class Bundle {
  readonly #people = new Set<number>();
  readonly #groups = new Set<MarkedId>();

  constructor(
    readonly world: World,
    readonly viewer: Account,
  ) {}

  /** Mentions a peer. */
  peer(id: MarkedId): this {
    if (kindOf(id) === 'user') this.#people.add(id);
    else this.#groups.add(id);
    return this;
  }

  message(message: Message): tl.RawMessage | tl.RawMessageService {
    this.peer(message.chat);
    if (message.from !== undefined) this.peer(message.from);
    if (message.forward?.from !== undefined) this.peer(message.forward.from);
    if (message.replyIn !== undefined) this.peer(message.replyIn);
    if (message.viaBot !== undefined) this.peer(message.viaBot);
    if (message.media?.kind === 'contact' && message.media.person !== undefined) this.peer(message.media.person);
    for (const entity of message.entities ?? []) {
      if (entity._ === 'messageEntityMentionName') this.peer(entity.userId);
    }
    if (message.action?.kind === 'createGroup' || message.action?.kind === 'join') {
      for (const member of message.action.members) this.peer(member);
    }
    if (message.action?.kind === 'leave') this.peer(message.action.member);
    return shapeMessage(this.world, this.viewer, message);
  }

  dialog(dialog: Dialog, top: Message | undefined): tl.RawDialog {
    this.peer(dialog.chat);
    return chats.dialog(this.world, this.viewer, dialog, top);
  }

  get users(): tl.TypeUser[] {
    return [...this.#people].flatMap((id) => {
      const person = this.world.people.get(id);
      return person ? [user(this.world, this.viewer, person)] : [];
    });
  }

  get chats(): tl.TypeChat[] {
    return [...this.#groups].flatMap((id) => {
      const group = this.world.group(id);
      return group ? [chats.chat(this.world, this.viewer, group)] : [];
    });
  }

  /** Users and chats, as most answers want them. */
  get mentioned(): { users: tl.TypeUser[]; chats: tl.TypeChat[] } {
    return { users: this.users, chats: this.chats };
  }
}
