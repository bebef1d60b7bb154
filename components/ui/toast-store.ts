/** What a toast says and can take back. */
export interface ToastOptions {
  text: string;
  /** Takes the act back; offered as "Undo" for ten seconds and by Ctrl Z after. */
  undo?: () => void | Promise<void>;
  /** Another act instead of undo ("Open chat"). */
  action?: { label: string; run: () => void };
}

export interface Toast extends ToastOptions {
  id: number;
}

/** How long a toast stays, in ms: long enough to reach Undo, short enough to not be in the way. */
export const TOAST_MS = { undo: 10_000, plain: 4_000 } as const;

/** The clock a store runs on; tests give their own. */
export interface ToastClock {
  now(): number;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

const browserClock: ToastClock = {
  now: () => performance.now(),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export interface ToastStore {
  /** Shows a toast in place of the one that is there. */
  show(options: ToastOptions): void;
  current(): Toast | null;
  dismiss(): void;
  /** Stops the countdown while the pointer or focus is on the toast; {@link resume} goes on with what was left. */
  pause(): void;
  resume(): void;
  /** Runs the newest undo that was not used, also after its toast has gone. False when there is none. */
  undoLast(): boolean;
  subscribe(listener: () => void): () => void;
}

/** How many acts Ctrl Z can take back. */
const UNDO_DEPTH = 20;

export function createToastStore(clock: ToastClock = browserClock): ToastStore {
  const listeners = new Set<() => void>();
  const undos: { id: number; run: () => void | Promise<void> }[] = [];
  let toast: Toast | null = null;
  let nextId = 1;
  let timer: unknown;
  let left = 0;
  let startedAt = 0;

  function set(next: Toast | null): void {
    toast = next;
    for (const listener of listeners) listener();
  }

  function stop(): void {
    if (timer === undefined) return;
    clock.clearTimer(timer);
    timer = undefined;
    left -= clock.now() - startedAt;
  }

  function start(): void {
    if (timer !== undefined || !toast) return;
    startedAt = clock.now();
    timer = clock.setTimer(dismiss, Math.max(0, left));
  }

  function dismiss(): void {
    stop();
    if (toast) set(null);
  }

  return {
    current: () => toast,
    dismiss,
    pause: stop,
    resume: start,
    show(options) {
      stop();
      const id = nextId++;
      if (options.undo) undos.push({ id, run: options.undo });
      if (undos.length > UNDO_DEPTH) undos.shift();
      left = options.undo || options.action ? TOAST_MS.undo : TOAST_MS.plain;
      set({ ...options, id });
      start();
    },
    undoLast() {
      const last = undos.pop();
      if (!last) return false;
      if (toast?.id === last.id) dismiss();
      void last.run();
      return true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The toasts of this page: there is one place for them, so there is one store. */
export const toasts: ToastStore = /*#__PURE__*/ createToastStore();
