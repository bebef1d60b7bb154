import { useMemo, useState } from 'preact/hooks';
import { Box } from './gallery-box';
import { SAMPLES as S } from './gallery-samples';
import {
  AdapterIcon,
  Button,
  ChatIcon,
  CountdownRing,
  DeleteIcon,
  Dialog,
  Empty,
  ErrorState,
  Island,
  Loading,
  Logo,
  Menu,
  MoveIcon,
  Notice,
  Progress,
  QrCode,
  Skeleton,
  SnoozeIcon,
  StatusLine,
  StepsBar,
  TaskIcon,
  toasts,
  UnlinkIcon,
} from './index';

/** Overlays, waits and states of the gallery. */
export function GalleryStates() {
  return (
    <>
      <div class="gallery-two">
        <Waits />
        <Box title={S.qr}>
          <QrCode value={S.qrValue} label={S.qr} />
        </Box>
      </div>
      <Overlays />
      <div class="gallery-three">
        <Island>
          <Empty
            icon={TaskIcon}
            title={S.emptyTitle}
            action={
              <Button kind="soft" size={32}>
                {S.newTask}
              </Button>
            }
          >
            {S.emptyHelp}
          </Empty>
        </Island>
        <Island>
          <ErrorState title={S.failedTitle} onRetry={() => {}}>
            {S.failedHelp}
          </ErrorState>
        </Island>
        <Island padded>
          <Loading>
            <div class="tz-row">
              <Skeleton width="40px" height="40px" round />
              <div class="tz-grow gallery-skeleton">
                <Skeleton width="70%" />
                <Skeleton width="45%" height="10px" />
              </div>
            </div>
            <div class="gallery-skeleton">
              <Skeleton width="52%" height="24px" />
              <Skeleton />
              <Skeleton width="80%" />
            </div>
          </Loading>
        </Island>
      </div>
      <div class="gallery-two">
        <Notice tone="warn" icon={AdapterIcon} title={S.changedTitle}>
          {S.changed}
        </Notice>
        <Notice tone="danger" title={S.diskTitle}>
          {S.disk}
        </Notice>
      </div>
    </>
  );
}

function Waits() {
  const until = useMemo(() => Date.now() + 32_000, []);
  return (
    <Box title={S.waits}>
      <div class="gallery-line">
        <Logo />
        <StatusLine tone="ok">{S.connected}</StatusLine>
        <StepsBar step={2} total={3} />
      </div>
      <CountdownRing until={until} total={45} doneText={S.connected} />
      <div class="gallery-gap">
        <Progress value={0.6} label={S.upload} />
      </div>
    </Box>
  );
}

function Overlays() {
  const [asking, setAsking] = useState(false);
  return (
    <div class="gallery-line">
      <Menu
        label={S.menu}
        items={[
          { key: 'open', label: S.openChat, icon: ChatIcon, onSelect: () => {} },
          { key: 'move', label: S.move, icon: MoveIcon, onSelect: () => {} },
          { key: 'snooze', label: S.snooze, icon: SnoozeIcon, onSelect: () => {} },
          { key: 'unlink', label: S.unlink, icon: UnlinkIcon, disabled: true, onSelect: () => {} },
          {
            key: 'delete',
            label: S.deleteDeal,
            icon: DeleteIcon,
            danger: true,
            separated: true,
            keys: S.del,
            onSelect: () => {},
          },
        ]}
      />
      <Button onClick={() => setAsking(true)}>{S.ask}</Button>
      <Button onClick={() => toasts.show({ text: S.moved, undo: () => {} })}>{S.showToast}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={S.askTitle}
        safeLabel={S.askSafe}
        actLabel={S.askAct}
        onAct={() => setAsking(false)}
        destructive
      >
        {S.askBody}
      </Dialog>
    </div>
  );
}
