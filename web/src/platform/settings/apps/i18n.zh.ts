export const zh = {
  lead: "停用的应用及其数据会隐藏，不会删除，随时可以重新启用。",
  base: "基础应用，不能停用",
  offAsk: (app: string) => `停用“${app}”？`,
  offLead: "停用后，以下内容会立即从菜单、搜索和接口中隐藏：",
  records: (n: string) => `${n} 条记录`,
  links: (n: number) => `其他模块中指向它的 ${n} 个字段`,
  views: (n: number) => `${n} 个已保存的视图`,
  rules: (n: number) => `${n} 条共享规则`,
  kept: "数据全部保留，重新启用后恢复原样。",
  off: "停用",
  wasOff: (app: string) => `已停用“${app}”`,
  wasOn: (app: string) => `已启用“${app}”`,
};
