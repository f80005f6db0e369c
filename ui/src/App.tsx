/** Which page stands at which place. Nothing else. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Route, Router, Switch } from 'wouter';
import { Catalogue } from './catalogue/Catalogue';
import { Edit as CloudEdit, New as CloudNew } from './cloud/Edit';
import { List as CloudList } from './cloud/List';
import { Services } from './cloud/Services';
import { Usage } from './cloud/Usage';
import { View as CloudView } from './cloud/View';
import { Annex } from './contract/Annex';
import { Edit, New } from './contract/Edit';
import { List } from './contract/List';
import { Close, Renew, Reopen, Sign } from './contract/Step';
import { View } from './contract/View';
import { Concentration } from './contractor/Concentration';
import { Duplicates } from './contractor/Duplicates';
import { Edit as ContractorEdit, New as ContractorNew } from './contractor/Edit';
import { List as ContractorList } from './contractor/List';
import { Merge } from './contractor/Merge';
import { View as ContractorView } from './contractor/View';
import { Due } from './due/Due';
import { Reminders } from './due/Reminders';
import { Told } from './due/Told';
import { Import } from './exchange/Import';
import { History } from './history/History';
import { Home } from './home/Home';
import { Inbox } from './inbox/Inbox';
import { Edit as IncidentEdit, New as IncidentNew } from './incident/Edit';
import { List as IncidentList } from './incident/List';
import { View as IncidentView } from './incident/View';
import { usePath, useSearchText } from './lib/place';
import { usePreferences } from './lib/preferences';
import { t } from './lib/wording';
import { Link } from './parts/Button';
import { Opened } from './parts/Opened';
import { PageHead } from './parts/PageHead';
import { Shell } from './parts/Shell';
import { People } from './person/People';
import { Method } from './risk/Method';
import { MethodEdit } from './risk/MethodEdit';
import { Risk } from './risk/Risk';
import { Mail } from './settings/Mail';
import { Settings } from './settings/Settings';
import { Edit as SnsEdit, New as SnsNew } from './sns/Edit';
import { List as SnsList } from './sns/List';
import { PageCheck } from './sns/PageCheck';
import { Public } from './sns/Public';
import { View as SnsView } from './sns/View';
import { Transfer } from './transfer/Transfer';

/** A client whose answers are asked again whenever a page is opened. */
export function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}

export function App() {
  const { language } = usePreferences();
  // Answers are worded in the person's language: another language asks again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is in the answers
  const client = useMemo(newClient, [language]);
  return (
    <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-GB'}>
      <QueryClientProvider client={client}>
        <Router hook={usePath} searchHook={useSearchText}>
          <Opened key={language}>
            <Shell>
              <Pages />
            </Shell>
          </Opened>
        </Router>
      </QueryClientProvider>
    </I18nProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/inbox" component={Inbox} />
      <Route path="/contract" component={List} />
      <Route path="/contract/new" component={New} />
      <Route path="/contract/:id">{({ id }) => <View key={id} id={id} />}</Route>
      <Route path="/contract/:id/edit">{({ id }) => <Edit id={id} />}</Route>
      <Route path="/contract/:id/sign">{({ id }) => <Sign id={id} />}</Route>
      <Route path="/contract/:id/renew">{({ id }) => <Renew id={id} />}</Route>
      <Route path="/contract/:id/close">{({ id }) => <Close id={id} />}</Route>
      <Route path="/contract/:id/reopen">{({ id }) => <Reopen id={id} />}</Route>
      <Route path="/contract/:id/annex">{({ id }) => <Annex id={id} />}</Route>
      <Route path="/cloud" component={CloudList} />
      <Route path="/cloud/new" component={CloudNew} />
      <Route path="/cloud/usage" component={Usage} />
      <Route path="/cloud/services" component={Services} />
      <Route path="/cloud/:id">{({ id }) => <CloudView key={id} id={id} />}</Route>
      <Route path="/cloud/:id/edit">{({ id }) => <CloudEdit id={id} />}</Route>
      <Route path="/sns" component={SnsList} />
      <Route path="/sns/new" component={SnsNew} />
      <Route path="/sns/public" component={Public} />
      <Route path="/sns/check" component={PageCheck} />
      <Route path="/sns/:id">{({ id }) => <SnsView key={id} id={id} />}</Route>
      <Route path="/sns/:id/edit">{({ id }) => <SnsEdit id={id} />}</Route>
      <Route path="/contractor" component={ContractorList} />
      <Route path="/contractor/new" component={ContractorNew} />
      <Route path="/contractor/duplicates" component={Duplicates} />
      <Route path="/contractor/concentration" component={Concentration} />
      <Route path="/contractor/merge/:keep/:drop">{({ keep, drop }) => <Merge keep={keep} drop={drop} />}</Route>
      <Route path="/contractor/:id">{({ id }) => <ContractorView key={id} id={id} />}</Route>
      <Route path="/contractor/:id/edit">{({ id }) => <ContractorEdit id={id} />}</Route>
      <Route path="/risk" component={Risk} />
      <Route path="/risk/method" component={Method} />
      <Route path="/risk/method/edit" component={MethodEdit} />
      <Route path="/incident" component={IncidentList} />
      <Route path="/incident/new" component={IncidentNew} />
      <Route path="/incident/:id">{({ id }) => <IncidentView key={id} id={id} />}</Route>
      <Route path="/incident/:id/edit">{({ id }) => <IncidentEdit id={id} />}</Route>
      <Route path="/due" component={Due} />
      <Route path="/import">
        <Import />
      </Route>
      <Route path="/import/:register">{({ register }) => <Import register={register} />}</Route>
      <Route path="/catalogue" component={Catalogue} />
      <Route path="/people" component={People} />
      <Route path="/transfer" component={Transfer} />
      <Route path="/history" component={History} />
      <Route path="/settings" component={Settings} />
      <Route path="/settings/reminders" component={Reminders} />
      <Route path="/settings/reminders/mail" component={Mail} />
      <Route path="/settings/reminders/told" component={Told} />
      <Route>
        <PageHead title={t('ui.lost.title')} />
        <p className="mb-3">{t('ui.lost.text')}</p>
        <Link to="/">{t('ui.nav.home')}</Link>
      </Route>
    </Switch>
  );
}
