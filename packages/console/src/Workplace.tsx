import { graphql } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountScreen } from './account/AccountScreen.tsx';
import { again } from './client.ts';
import { DirectoryScreen } from './DirectoryScreen.tsx';
import { forgetDrafts } from './drafts.ts';
import { EmbedScreen } from './embed/EmbedScreen.tsx';
import { ImportRunScreen } from './imports/ImportRunScreen.tsx';
import { ImportsScreen } from './imports/ImportsScreen.tsx';
import { useFresh, useOnline } from './live.ts';
import { useLiveStream } from './live-stream.ts';
import { MeScreen } from './me/MeScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { PeopleScreen } from './PeopleScreen.tsx';
import { PhoneScreen } from './requests/PhoneScreen.tsx';
import { RequestsScreen } from './requests/RequestsScreen.tsx';
import { type Place, pathOf, usePlace } from './router.ts';
import { CouldNotRead, Loading } from './ScreenState.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { SetUpScreen } from './set-up/SetUpScreen.tsx';
import { TodayScreen } from './TodayScreen.tsx';
import { ApplicationsScreen } from './team/ApplicationsScreen.tsx';
import { InvitationsScreen } from './team/InvitationsScreen.tsx';
import { MySupervision } from './team/MySupervision.tsx';
import { TeamScreen } from './team/TeamScreen.tsx';
import { DuplicatesScreen } from './upkeep/DuplicatesScreen.tsx';
import { SuggestionsScreen } from './upkeep/SuggestionsScreen.tsx';
import { TermsScreen } from './upkeep/TermsScreen.tsx';
import { WordsScreen } from './upkeep/WordsScreen.tsx';
import { WelcomeScreen } from './WelcomeScreen.tsx';
import { roleWords } from './words.ts';
import { WorriesScreen } from './worries/WorriesScreen.tsx';

const WhoAmI = graphql(`
  query WhoAmI {
    viewer {
      id
      name
      roles
      team
      advocate {
        id
      }
    }
  }
`);

/** One entry of the navigation, for those whose role has it. */
export interface Entry {
  place: Place;
  label: string;
  /** Pressed alone, when shortcuts are on. */
  key: string;
}

function entriesFor(me: { roles: readonly string[]; advocate: unknown }): Entry[] {
  const entries: Entry[] = [];
  if (me.advocate) entries.push({ place: { screen: 'today' }, label: 'Today', key: 't' });
  if (me.roles.includes('COORDINATOR')) {
    entries.push({ place: { screen: 'requests', id: null }, label: 'Requests', key: 'r' });
  }
  if (me.advocate || me.roles.includes('COORDINATOR')) {
    entries.push({ place: { screen: 'people', id: null }, label: 'People', key: 'p' });
  }
  if (me.roles.includes('COORDINATOR')) {
    entries.push({ place: { screen: 'team', id: null }, label: 'Team', key: 'e' });
  }
  if (me.advocate || ['COORDINATOR', 'ADMINISTRATOR'].some((role) => me.roles.includes(role))) {
    entries.push({ place: { screen: 'worries' }, label: 'Worries', key: 'w' });
  }
  if (me.roles.includes('STEWARD')) {
    entries.push({ place: { screen: 'directory', id: null }, label: 'Directory', key: 'd' });
    entries.push({ place: { screen: 'suggestions' }, label: 'Suggestions', key: 'g' });
    entries.push({ place: { screen: 'duplicates' }, label: 'Duplicates', key: 'u' });
    entries.push({ place: { screen: 'words' }, label: 'Words people use', key: 'o' });
    entries.push({ place: { screen: 'terms' }, label: 'Kinds of service', key: 'k' });
  }
  if (mayImport(me)) {
    entries.push({ place: { screen: 'imports', id: null }, label: 'Imports', key: 'i' });
  }
  if (me.roles.includes('ADMINISTRATOR')) {
    entries.push({ place: { screen: 'invitations' }, label: 'Accounts', key: 'a' });
    entries.push({ place: { screen: 'setup', id: null }, label: 'Setting up', key: 'n' });
  }
  if (me.roles.includes('PARTNER_EDITOR') || me.roles.includes('ADMINISTRATOR')) {
    entries.push({ place: { screen: 'embed' }, label: 'Your page', key: 'y' });
  }
  if (me.advocate) entries.push({ place: { screen: 'me', id: null }, label: 'Me', key: 'm' });
  if (me.advocate) entries.push({ place: { screen: 'supervision' }, label: 'Supervision', key: 's' });
  return entries;
}

/** The entry of the navigation that a place belongs to. Who has no entry for setting up comes from the team, or from supervision. */
function sectionOf({ screen }: Place, entries: readonly Entry[]): Place['screen'] {
  if (screen === 'import') return 'imports';
  if (screen !== 'setup' || entries.some(({ place }) => place.screen === 'setup')) return screen;
  return entries.some(({ place }) => place.screen === 'team') ? 'team' : 'supervision';
}

/** Who looks after what comes into the directory. */
function mayImport({ roles }: { roles: readonly string[] }): boolean {
  return roles.includes('STEWARD') || roles.includes('ADMINISTRATOR');
}

/** Everything behind the sign-in: who I am, where I can go, and the screen that I am on. */
export function Workplace({
  isAwake,
  isDemo,
  onLeave,
}: {
  /** False while a sign-in dialog covers the page. */
  isAwake: boolean;
  isDemo: boolean;
  onLeave: () => void;
}): JSX.Element {
  const place = usePlace();
  const isOnline = useOnline();
  const isBehind = useLiveStream(isAwake);
  const [{ data, error }, execute] = useQuery({ query: WhoAmI });
  useFresh(execute, () => false);
  // Back from the sign-in dialog: every screen reads again, as whoever came back.
  const hasSlept = useRef(false);
  useEffect(() => {
    if (!isAwake) hasSlept.current = true;
    else if (hasSlept.current) dispatchEvent(new Event('focus'));
  }, [isAwake]);
  const me = data?.viewer;
  const firstId = useRef<string | null>(null);
  firstId.current ??= me?.id ?? null;
  // Somebody else at the same machine must not find what the first one had open.
  useEffect(() => {
    if (me && me.id !== firstId.current) location.replace('/console');
  }, [me]);
  if (!me || me.id !== firstId.current) {
    return (
      <main class="narrow">
        {error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Opening the console …</Loading>}
      </main>
    );
  }
  const entries = entriesFor(me);
  const first = entries[0]?.place;
  const shown = place.screen === 'home' && first ? first : place;
  return (
    <div class="workplace">
      <a class="skip" href="#screen">
        Skip to what is on this screen
      </a>
      <header>
        <p class="me">
          <strong>{me.name}</strong>
          <span>{[me.team, ...me.roles.map((role) => roleWords[role])].filter(Boolean).join(' · ')}</span>
          {isDemo && <span>Demo town: nobody here is real</span>}
        </p>
        {entries.length > 0 && (
          <nav aria-label="Console">
            <ul>
              {entries.map(({ place: to, label }) => (
                <li key={label}>
                  <a
                    href={pathOf(to)}
                    {...(to.screen === sectionOf(shown, entries) && { 'aria-current': 'page' as const })}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="row">
          <Shortcuts entries={entries} isAwake={isAwake} />
          {/* Beside this page, not instead of it: what is being written here stays. */}
          <a class="button quiet" href="/help" target="_blank" rel="noopener">
            Urgent help (new tab)
          </a>
          <a
            class="button quiet"
            href={pathOf({ screen: 'account' })}
            {...(shown.screen === 'account' && { 'aria-current': 'page' as const })}
          >
            My account
          </a>
          <Button
            look="quiet"
            onClick={() => {
              forgetDrafts();
              onLeave();
            }}
          >
            Sign out
          </Button>
        </div>
      </header>
      <main id="screen" tabIndex={-1}>
        {!isOnline && (
          <Alert isLive>
            <p>You are offline. What you see may be old; what you write stays here until you are back.</p>
          </Alert>
        )}
        {isOnline && isBehind && (
          <p class="hint" role="status">
            News may take half a minute to show here.
          </p>
        )}
        <Screen place={shown} me={me} />
      </main>
    </div>
  );
}

function Screen({
  place,
  me,
}: {
  place: Place;
  me: { roles: readonly string[]; team: string | null; advocate: { id: string } | null };
}): JSX.Element {
  const isCoordinator = me.roles.includes('COORDINATOR');
  if (place.screen === 'today' && me.advocate)
    return <TodayScreen advocateId={me.advocate.id} isCoordinator={isCoordinator} />;
  if (place.screen === 'requests' && isCoordinator) return <RequestsScreen id={place.id} hasTeam={me.team !== null} />;
  if (place.screen === 'directory' && me.roles.includes('STEWARD')) return <DirectoryScreen id={place.id} />;
  if (place.screen === 'duplicates' && me.roles.includes('STEWARD')) return <DuplicatesScreen />;
  if (place.screen === 'words' && me.roles.includes('STEWARD')) return <WordsScreen />;
  if (place.screen === 'terms' && me.roles.includes('STEWARD')) return <TermsScreen />;
  if (place.screen === 'suggestions' && me.roles.includes('STEWARD')) return <SuggestionsScreen />;
  if (place.screen === 'imports' && mayImport(me)) return <ImportsScreen id={place.id} />;
  if (place.screen === 'import' && mayImport(me)) return <ImportRunScreen key={place.id} id={place.id} />;
  if (place.screen === 'people' && (isCoordinator || me.advocate))
    return <PeopleScreen id={place.id} isCoordinator={isCoordinator} />;
  if (place.screen === 'me' && me.advocate) return <MeScreen id={place.id} />;
  // Whoever supervises somebody of another team finds them by their link.
  if (place.screen === 'team') return <TeamScreen id={place.id} />;
  if (place.screen === 'setup' && (isCoordinator || me.advocate || me.roles.includes('ADMINISTRATOR')))
    return <SetUpScreen id={place.id} />;
  if (place.screen === 'applications' && isCoordinator) return <ApplicationsScreen id={place.id} />;
  if (place.screen === 'invitations' && (isCoordinator || me.roles.includes('ADMINISTRATOR')))
    return <InvitationsScreen />;
  if (place.screen === 'supervision') return <MySupervision />;
  if (place.screen === 'phone' && (isCoordinator || me.advocate)) return <PhoneScreen />;
  if (place.screen === 'account') return <AccountScreen />;
  if (place.screen === 'embed' && (me.roles.includes('PARTNER_EDITOR') || me.roles.includes('ADMINISTRATOR')))
    return <EmbedScreen />;
  const isAdministrator = me.roles.includes('ADMINISTRATOR');
  if (place.screen === 'worries' && (isCoordinator || isAdministrator || me.advocate))
    return <WorriesScreen isCoordinator={isCoordinator} isAdministrator={isAdministrator} />;
  return entriesFor(me).length === 0 ? <WelcomeScreen roles={me.roles} /> : <NotFoundScreen />;
}
