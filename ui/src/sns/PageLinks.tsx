/** The ways from the list of accounts to what the public sees: the list that is published, and the check of a saved page. */
import { t } from '../lib/wording';
import { ButtonLink } from '../parts/Button';

export function PageLinks() {
  return (
    <>
      <ButtonLink to="/sns/check" weight="quiet" data-testid="to-check">
        {t('ui.sns.check.link')}
      </ButtonLink>
      <ButtonLink to="/sns/public" weight="quiet" data-testid="to-public">
        {t('ui.sns.public.link')}
      </ButtonLink>
    </>
  );
}
