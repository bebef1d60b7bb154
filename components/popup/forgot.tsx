import { useState } from 'preact/hooks';
import { Button, Empty, KeyIcon } from '@/components/ui';
import { t } from '@/lib/words';
import { Frame } from '../auth/frame';
import { WipeDialog } from './wipe-dialog';

/** A forgotten passphrase: what that means, and the only way on. */
export function Forgot({ onBack, refresh }: { onBack: () => void; refresh: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Frame
        title={t('lock.forgot')}
        onBack={onBack}
        centred="middle"
        footer={
          <>
            <Button kind="plain" wide onClick={onBack}>
              {t('lock.tryAgain')}
            </Button>
            <Button kind="danger" wide onClick={() => setAsking(true)}>
              {t('settings.wipe')}
            </Button>
          </>
        }
      >
        <Empty icon={KeyIcon} title={t('lock.forgotTitle')} size="surface" level={2}>
          {t('lock.forgotHelp')}
        </Empty>
      </Frame>
      <WipeDialog open={asking} accounts={[]} onClose={() => setAsking(false)} refresh={refresh} />
    </>
  );
}
