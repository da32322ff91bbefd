import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FindHelp } from './FindHelp.tsx';

const place = document.getElementById('app');
const { kith = '', partner = '' } = place?.dataset ?? {};
if (place) {
  createRoot(place).render(
    <StrictMode>
      <FindHelp kith={kith} partner={partner} />
    </StrictMode>,
  );
}
