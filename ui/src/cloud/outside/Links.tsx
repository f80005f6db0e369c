/** The ways from the list of cloud uses to the comparisons with files from outside, and to the list of what is approved. */
import { call, chooseFolder, refused } from '../../lib/call';
import { problemText } from '../../lib/problem';
import { t } from '../../lib/wording';
import { Button, ButtonLink } from '../../parts/Button';
import { say } from '../../parts/notice';

export function OutsideLinks() {
  const write = async () => {
    try {
      const folder = await chooseFolder();
      if (folder === null) return;
      const { rows, paper, workbook } = await call('cloud_approved_list', { folder });
      say(t('ui.cloud.approved_list.written', { n: rows, paper, workbook }));
    } catch (error) {
      say(refused(error).problems.map(problemText).join(' '));
    }
  };
  return (
    <>
      <Button weight="quiet" data-testid="write-approved" onClick={() => void write()}>
        {t('ui.cloud.approved_list')}
      </Button>
      <ButtonLink to="/cloud/usage" weight="quiet" data-testid="to-usage">
        {t('ui.usage.title')}
      </ButtonLink>
      <ButtonLink to="/cloud/services" weight="quiet" data-testid="to-services">
        {t('ui.services.link')}
      </ButtonLink>
    </>
  );
}
