/** @typedef {{ passed: number, failed: number }} Count */

/**
 * What a Vitest JSON report says. A file that could not be loaded has no tests in it and still counts as failed; so does
 * a skipped test, because it has proven nothing.
 *
 * @param {any} report
 * @returns {Count}
 */
export function countVitest(report) {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    const good = tests.filter((/** @type {any} */ test) => test.status === 'passed').length;
    passed += good;
    failed += tests.length - good;
    if (file.status !== 'passed' && good === tests.length) failed += 1;
  }
  return { passed, failed };
}

/**
 * What a Playwright JSON report says. A test that passed only on a second try and one that was skipped count as failed.
 *
 * @param {any} report
 * @returns {Count}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + (report.errors?.length ?? 0) };
}

/**
 * The count of a runner that ended: a report that is missing, says nothing ran, or is all green beside a failing exit code
 * hides a crash, which counts as one failure.
 *
 * @param {number} code the runner's exit code
 * @param {Count | null} reported
 * @returns {Count}
 */
export function countRunner(code, reported) {
  if (!reported) return { passed: 0, failed: 1 };
  const silent = reported.failed === 0 && (code !== 0 || reported.passed === 0);
  return silent ? { passed: reported.passed, failed: 1 } : reported;
}

/** @param {Count[]} counts */
export function sum(counts) {
  return counts.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}
