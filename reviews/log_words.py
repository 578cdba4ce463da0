"""The words under which deeds are logged. A code is stored and never changes its meaning; the label is what the auditor
reads.

A step of a text is logged under its own name (reviews/steps.py).
"""

from django.db.models import TextChoices

from audit.actions import name_actions
from reviews.steps import STEPS


class Action(TextChoices):
    """Grouped as the auditor's filter shows them (_FIRST)."""

    LOGIN = "login", "登录"
    FIRST_STEP = "login_first_step", "登录（待两步验证）"
    LOCKOUT = "lockout", "账号锁定"
    LOGOUT = "logout", "退出"
    SESSION_OVER = "session_over", "超时退出"
    PASSWORD = "password", "修改密码"
    TWO_STEP_ON = "two_step_on", "开通两步登录"
    TWO_STEP_OFF = "two_step_off", "关闭两步登录"
    RECOVERY_CODES = "recovery_codes", "换发恢复码"

    CONFIGURE_ADD = "configure_add", "新增配置"
    CONFIGURE_CHANGE = "configure_change", "修改配置"
    CONFIGURE_DELETE = "configure_delete", "删除配置"
    PASSWORD_RESET = "password_reset", "重置密码"
    TWO_STEP_RESET = "two_step_reset", "重置两步登录"

    VIEW = "view", "阅读文本"
    OPEN = "open", "打开编报页"
    START = "start", "新建文本"
    SAVE = "save", "编报保存"
    PROJECT_ADD = "project_add", "新增项目"
    PROJECT_COPY = "project_copy", "复制项目"
    ROWS_COPY = "rows_copy", "带入目标和指标"
    RESTORE = "restore", "恢复已删除内容"
    IMPORT_READ = "import_read", "读取文件"
    IMPORT_LOOK = "import_look", "核对读取结果"
    IMPORT_STORE = "import_store", "导入为草稿"
    IMPORT_REPLACE = "import_replace", "导入替换草稿"
    IMPORT_DISCARD = "import_discard", "放弃导入"
    PRINT = "print", "排印 PDF"
    EXPORT_PDF = "export_pdf", "下载 PDF"
    EXPORT_JSON = "export_json", "下载 JSON"
    EXPORT_WORD = "export_word", "下载 Word"
    EXPORT_XLSX = "export_xlsx", "导出 Excel"
    RETURN_READ = "return_read", "读取改回的文件"
    RETURN_LOOK = "return_look", "核对改回的文件"
    RETURN_ACCEPT = "return_accept", "接受文件中的修改"
    RETURN_DISCARD = "return_discard", "放弃改回的文件"
    EXPORT_MANY = "export_many", "批量导出"
    EXPORT_FILE = "export_file", "下载批量导出"
    FOLDER_READ = "folder_read", "批量读取文件"
    FOLDER_LOOK = "folder_look", "核对批量读取"
    FOLDER_STORE = "folder_store", "批量导入"
    JOB_CANCEL = "job_cancel", "取消任务"
    JOB_END = "job_end", "任务结束"

    SHEET = "sheet", "填写审核表"
    CHECK_SETTINGS = "check_settings", "修改检查设置"
    FINDINGS = "findings", "查看自动审核"
    ACROSS = "across", "跨部门比对"
    WAIVE = "waive", "豁免或不采纳发现"
    DECLINE = "decline", "不同意豁免申请"
    THREAD = "thread", "提出意见"
    THREAD_ACT = "thread_act", "答复或办结意见"
    WORKLIST = "worklist", "查看意见清单"
    COMPARE = "compare", "比较版本"
    RESTORE_VERSION = "restore_version", "恢复旧版本内容"
    EXPLAIN = "explain", "说明检查结果"
    MEND = "mend", "按检查结果修改"
    STEP = "step", "办理审核步骤"
    SCHEDULE = "schedule", "定时公开"
    UNSCHEDULE = "unschedule", "取消定时公开"
    CORRECT = "correct", "更正公开"
    TAKE_DOWN = "take_down", "撤下公开"
    EXPORT_SUMMARY = "export_summary", "导出汇总表"


#: the filter's groups: label -> first action of the group, in the order above
_FIRST = {
    "登录与账号安全": Action.LOGIN,
    "系统配置": Action.CONFIGURE_ADD,
    "绩效文本": Action.VIEW,
    "审核流程": Action.SHEET,
}


def name_for_log() -> None:
    """Tells the log these words, group by group; the steps of a text stand with the review."""
    starts = {first: name for name, first in _FIRST.items()}
    group = ""
    for action in Action:
        group = starts.get(action, group)
        name_actions(group, {action.value: action.label})
    name_actions(group, {name: step.label for name, step in STEPS.items()})
