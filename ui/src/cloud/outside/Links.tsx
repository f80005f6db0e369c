/** The ways from the list of cloud uses to the comparisons with files from outside. */
import { t } from '../../lib/wording';
import { ButtonLink } from '../../parts/Button';

export function OutsideLinks() {
  return (
    <>
      <ButtonLink to="/cloud/usage" weight="quiet" data-testid="to-usage">
        {t('ui.usage.title')}
      </ButtonLink>
      <ButtonLink to="/cloud/services" weight="quiet" data-testid="to-services">
        {t('ui.services.link')}
      </ButtonLink>
    </>
  );
}
