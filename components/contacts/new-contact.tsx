import { useState } from 'preact/hooks';
import { Dialog, Field } from '@/components/ui';
import { t } from '@/lib/words';
import type { ContactFields } from './acts';
import { phoneFault, plainUsername, typedPhone, usernameFault } from './typed';

export interface NewContactProps {
  region: string;
  onCreate: (fields: ContactFields) => void;
  onClose: () => void;
}

/** A contact made by hand: a name is enough. */
export function NewContact({ region, onCreate, onClose }: NewContactProps) {
  const [tried, setTried] = useState(false);
  const [name, setName] = useState('');
  const [company, setCompany] = useState('');
  const [phone, setPhone] = useState('');
  const [username, setUsername] = useState('');
  // What is half typed is not wrong yet.
  const wrong = {
    name: name.trim() === '' ? t('contact.nameEmpty') : undefined,
    phone: phone.trim() === '' ? undefined : phoneFault(phone, region),
    username: usernameFault(username.trim()),
  };

  function create(): void {
    setTried(true);
    if (wrong.name || wrong.phone || wrong.username) return;
    onCreate({
      name: name.trim(),
      ...(company.trim() === '' ? {} : { company }),
      ...(phone.trim() === '' ? {} : { phones: [typedPhone(phone, region)] }),
      ...(username.trim() === '' ? {} : { username: plainUsername(username.trim()) }),
    });
  }

  return (
    <Dialog
      open
      title={t('contact.new')}
      safeLabel={t('common.cancel')}
      actLabel={t('contact.create')}
      onAct={create}
      onClose={onClose}
    >
      <div class="ct-form">
        <Field
          label={t('contact.name')}
          value={name}
          onInput={setName}
          error={tried && wrong.name}
          autocomplete="off"
          maxLength={1000}
        />
        <Field label={t('contact.company')} value={company} onInput={setCompany} autocomplete="off" maxLength={1000} />
        <Field
          label={t('contact.phone')}
          type="tel"
          value={phone}
          onInput={setPhone}
          error={tried && wrong.phone}
          autocomplete="off"
        />
        <Field
          label={t('contact.username')}
          value={username}
          onInput={setUsername}
          error={tried && wrong.username}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
    </Dialog>
  );
}
