export const zh = {
  title: "导出文件",
  lead: "文件由后台生成，保留 7 天；每次下载都会记录在访问日志中。",
  none: "还没有导出",
  noneLead: "在任意列表右上角的“更多”里选择“导出”。",
  what: "内容",
  state: "状态",
  rows: "行数",
  size: "大小",
  by: "导出人",
  at: "时间",
  states: { waiting: "排队中", running: "生成中", done: "已完成", failed: "失败", cancelled: "已取消" } as Record<
    string,
    string
  >,
  download: "下载",
  filtered: "部分记录",
  whole: "全部记录",
  kinds: { csv: "CSV", csv_gb18030: "CSV（GB18030）", xlsx: "XLSX" } as Record<string, string>,
};
