/** Apps with a header of their own, inside which ours would be a second one: 企业微信, 钉钉, 飞书. */
const CONTAINERS = /wxwork|dingtalk|lark|feishu/i;

/** Does another app's header stand above this page? */
export function isInContainer(agent = navigator.userAgent): boolean {
  return CONTAINERS.test(agent);
}
