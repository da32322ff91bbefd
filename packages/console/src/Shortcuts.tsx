import { Button } from '@kith/ui/Button.tsx';
import { Dialog } from '@kith/ui/Dialog.tsx';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { go } from './router.ts';
import type { Entry } from './Workplace.tsx';

/** Single keys for each place, and `?` for this list. They can be turned off (WCAG 2.1.4): speech input types letters. */
export function Shortcuts({ entries, isAwake }: { entries: Entry[]; isAwake: boolean }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(true);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (!isOn || !isAwake || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') return setOpen(true);
      const entry = entries.find(({ key }) => key === event.key);
      if (entry) go(entry.place);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [entries, isOn, isAwake]);
  return (
    <div class="keys">
      <Button look="quiet" onClick={() => setOpen(true)} aria-keyshortcuts="?">
        Shortcuts
      </Button>
      {isOpen && (
        <Dialog title="Keyboard shortcuts" onClosed={() => setOpen(false)}>
          <dl class="facts">
            {[...entries.map(({ key, label }) => [key, label]), ['?', 'This list'], ['Tab', 'To the next thing']].map(
              ([key, label]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ),
            )}
          </dl>
          <label class="check">
            <input type="checkbox" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} /> Use single
            keys
          </label>
          <Button look="primary" onClick={() => setOpen(false)}>
            Close
          </Button>
        </Dialog>
      )}
    </div>
  );
}
