import type { KithWidgetAttributes, KithWidgetElement } from '@kith/widget';
import type { HTMLAttributes, Ref } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'kith-widget': Omit<HTMLAttributes<KithWidgetElement>, keyof KithWidgetAttributes> &
        KithWidgetAttributes & { ref?: Ref<KithWidgetElement> };
    }
  }
}
