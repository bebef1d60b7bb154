import type { ComposerModel } from './composer-model';
import { ContactDialog, PlaceDialog } from './dialogs';

/** What a dialog of the composer asks for. */
export type Asking = { is: 'place' } | { is: 'contact' };

export interface QuestionProps {
  asking: Asking;
  model: ComposerModel;
  onClose: () => void;
}

/** The dialog of it. */
export function Question({ asking, model, onClose }: QuestionProps) {
  const done = (work: Promise<unknown>) => {
    onClose();
    void work;
  };
  switch (asking.is) {
    case 'place':
      return <PlaceDialog onClose={onClose} onSend={(place) => done(model.sendPlace(place))} />;
    case 'contact':
      return <ContactDialog onClose={onClose} onSend={(contact) => done(model.sendContact(contact))} />;
  }
}
