import { Alert } from '@kith/ui/Alert.tsx';
import type { Problem } from '../ask-problems.ts';
import { askTexts } from '../ask-texts.ts';
import { Problems } from '../Problems.tsx';
import { Meanwhile } from '../Sent.tsx';
import { Act, Fold } from './Act.tsx';
import { Agreement } from './Agreement.tsx';
import { BackFormsContext } from './BackField.tsx';
import type { BackView } from './back-view.ts';
import { Concerns } from './Concerns.tsx';
import { ShareAgain } from './Consents.tsx';
import { Contacts } from './Contacts.tsx';
import { GoingOn } from './GoingOn.tsx';
import { Keeping } from './Keeping.tsx';
import { Meeting } from './Meeting.tsx';
import { OwnPlan } from './OwnPlan.tsx';
import { Introductions, Permissions } from './ServicesAndPermissions.tsx';
import { Steps } from './Steps.tsx';
import { Stopping } from './Stopping.tsx';
import { Story } from './Story.tsx';
import { TeamWords } from './TeamWords.tsx';
import { ThanksAfterwards } from './Thanks.tsx';
import { WhatYouCanDo } from './WhatYouCanDo.tsx';
import { YourWords } from './YourWords.tsx';

interface BackRequestProps {
  view: BackView;
  /** Signed, 30 minutes, in the page's own forms and nowhere else. */
  pass: string;
  /** New with each page. */
  formKey: string;
  /** What has just been done. */
  notice: string | null;
  problems: Problem[];
  /** What was written and could not be saved. */
  written: Record<string, string>;
}

/** One's own request: what needs an answer first, then what goes on, then every word and each way to change or stop it. */
export function BackRequest({ view, pass, formKey, notice, problems, written }: BackRequestProps) {
  const { together, doing } = view;
  const name = together?.name ?? null;
  const agreement = together?.agreement && <Agreement together={together} agreement={together.agreement} pass={pass} />;
  const isYours = together?.agreement?.state === 'yours to agree';
  const asked = doing.introductions.some(({ canSayYes }) => canSayYes);
  const services = <Introductions introductions={doing.introductions} pass={pass} />;
  const teamWords = <TeamWords rights={view.rights} team={view.team} pass={pass} />;
  return (
    <BackFormsContext.Provider value={{ problems, written, key: formKey }}>
      <h1>An update for you</h1>
      <Problems title="Something to put right" problems={problems} />
      {notice && <Alert isLive>{notice}</Alert>}
      <p class="status">{view.statusSentence}</p>
      <WhatYouCanDo />
      {together?.pause === 'can go on' && <Act pass={pass} act="go-on" label={`Go on with ${together.name}`} />}
      {view.rights.shareAgain ? (
        <ShareAgain again={view.rights.shareAgain} team={view.team} pass={pass} />
      ) : (
        view.canResume && !together && <StartAgain view={view} pass={pass} />
      )}
      {view.rights.isWaiting && teamWords}
      {isYours && agreement}
      {asked && services}
      {view.meeting && <Meeting meeting={view.meeting} />}
      {!isYours && agreement}
      {together && <GoingOn together={together} thanks={doing.thanks} pass={pass} />}
      {!together && <ThanksAfterwards doing={doing} pass={pass} />}
      {!asked && services}
      <Contacts contacts={doing.contacts} name={together?.pause === 'can pause' ? name : null} pass={pass} />
      <Steps steps={doing.steps} name={name} pass={pass} />
      <Permissions permissions={doing.permissions} name={name} pass={pass} />
      {!view.rights.isWaiting && teamWords}
      <OwnPlan plan={view.plan} pass={pass} />
      <Story view={view} />
      <YourWords view={view} pass={pass} problems={problems} />
      <Concerns concerns={view.rights.concerns} team={view.team} reference={view.reference} pass={pass} />
      <Keeping view={view} pass={pass} />
      <Stopping view={view} pass={pass} />
      <Fold summary="A peer is not for me">
        <p>That is fine. You can stop here. Everything else stays open to you, and below is what else there is.</p>
      </Fold>
      <Meanwhile w={askTexts} links={view.meanwhile} />
    </BackFormsContext.Provider>
  );
}

function StartAgain({ view, pass }: { view: BackView; pass: string }) {
  return (
    <>
      <Act pass={pass} act="resume" label="Start again">
        <p>Start again: {view.team} looks for somebody for you. Nobody asks where you have been.</p>
      </Act>
      {view.rights.againWith && (
        <Act pass={pass} act="same-again" label={`Start again with ${view.rights.againWith}`} look="plain">
          <p>
            Or ask for <bdi>{view.rights.againWith}</bdi> again. It happens when you both want it and there is room.
          </p>
        </Act>
      )}
    </>
  );
}
