import { defineKithWidget, type KithWidgetElement } from '@kith/widget';
import { useEffect, useRef, useState } from 'react';
import './kith-widget.d.ts';

/**
 * Kith on a page made with React 19. The element is defined in the browser only, so the component can be rendered on a
 * server; what is inside shows until Kith is there, and when it cannot be had.
 */
export function FindHelp({ kith, partner }: { kith: string; partner: string }) {
  const widget = useRef<KithWidgetElement>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    defineKithWidget(kith);
    const { current } = widget;
    const thank = () => setAsked(true);
    current?.addEventListener('kith:submitted', thank);
    return () => current?.removeEventListener('kith:submitted', thank);
  }, [kith]);
  return (
    <>
      <kith-widget ref={widget} partner={partner} api={kith}>
        <a href={`${kith}/connect?partner=${partner}`}>Connect me with a peer</a> <a href="tel:999">In danger: 999</a>
      </kith-widget>
      {isAsked && <p>Thank you. It was sent. The page above says what happens next.</p>}
    </>
  );
}
