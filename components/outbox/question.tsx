import type { ChatCard } from '@/lib/chats/contract';
import { peerKind } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import type { ComposerModel } from './composer-model';
import { ContactDialog, DeleteDialog, ForwardDialog, PlaceDialog } from './dialogs';

/** What a dialog of the composer asks for. */
export type Asking =
  | { is: 'place' }
  | { is: 'contact' }
  | { is: 'forward'; message: Message }
  | { is: 'delete'; message: Message };

export interface QuestionProps {
  asking: Asking;
  card: ChatCard;
  model: ComposerModel;
  onClose: () => void;
}

/** The dialog of it. */
export function Question({ asking, card, model, onClose }: QuestionProps) {
  const done = (work: Promise<unknown>) => {
    onClose();
    void work;
  };
  const { account, peer } = card.chat;
  switch (asking.is) {
    case 'place':
      return <PlaceDialog onClose={onClose} onSend={(place) => done(model.sendPlace(place))} />;
    case 'contact':
      return <ContactDialog onClose={onClose} onSend={(contact) => done(model.sendContact(contact))} />;
    case 'forward':
      return (
        <ForwardDialog
          targets={() => model.targets()}
          hasCaption={asking.message.media?.is === 'file' && asking.message.text !== ''}
          onClose={onClose}
          onForward={(to, how) => done(model.forward([asking.message.id], to, how))}
        />
      );
    case 'delete':
      return (
        <DeleteDialog
          alsoFor={peerKind(peer) === 'user' ? card.title : null}
          canChoose={peerKind(peer) !== 'channel' && peer !== account}
          onClose={onClose}
          onDelete={(forAll) => done(model.remove([asking.message.id], forAll))}
        />
      );
  }
}
