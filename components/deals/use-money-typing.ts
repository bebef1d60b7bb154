import { useEffect, useState } from 'preact/hooks';

type MoneyTyping = typeof import('./money-typing');

let typing: MoneyTyping | null = null;

/** The code that reads typed amounts: fetched after the first drawing, since nobody types before it. */
export async function loadMoneyTyping(): Promise<MoneyTyping> {
  typing ??= await import('./money-typing');
  return typing;
}

/** That code, or null for the moment until it is there. */
export function useMoneyTyping(): MoneyTyping | null {
  const [loaded, setLoaded] = useState(typing);
  useEffect(() => {
    let gone = false;
    void loadMoneyTyping().then((module) => gone || setLoaded(module));
    return () => {
      gone = true;
    };
  }, []);
  return loaded;
}
