//! The words that page chrome is known by, folded as in [`super::super::wording`].

use std::sync::LazyLock;

/// A list of words, parted by white space where it is written.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// How a line of chrome begins; folded. These are chrome wherever a short line stands.
pub(super) static OPENINGS: Words = LazyLock::new(|| {
    "上一篇 下一篇 上一页 下一页 上一条 下一条 上篇: 下篇: 前一篇 后一篇 当前位置 \
     您的位置 您现在的位置 您当前的位置 您当前位置 您所在的位置 您所在位置 所在位置: 现在位置 \
     今天是 欢迎访问 欢迎光临 热门搜索 热搜词 热搜: 搜索: 站内搜索 请输入 本站搜索 \
     全站搜索 全文检索 设为首页 加入收藏 收藏本站 返回首页 返回顶部 返回列表 回到顶部 \
     网站首页 打印本页 打印本文 打印此页 关闭窗口 关闭本页 关闭此页 分享到 分享: 分享至 \
     扫一扫 微信扫 手机扫 用手机 字体大小 字体: [字体 字号: [字号 字号大小 \
     [大中小] 大中小 点击数 点击次数 点击总量 点击量 点击: 浏览次数 浏览: \
     阅读次数 访问次数 访问统计 您是第 总访问 累计访问 相关阅读 相关文章 \
     相关链接 相关文档 相关推荐 相关信息 相关新闻 相关稿件 相关范文 相关下载 推荐阅读 \
     推荐文章 延伸阅读 猜你喜欢 热门文章 热门推荐 热门文档 热点推荐 精彩推荐 本类排行 \
     本类推荐 本月排行 最新文档 最新文章 最新推荐 最新更新 最近更新 为您推荐 看了又看 \
     大家都在看 友情链接 快速链接 网站地图 站点地图 网站声明 合集下载 下载本文 下载文档 \
     下载此文 下载全文 点击下载 立即下载 免费下载 下载地址 下载声明 文档下载 支付方式 \
     微信支付 开通vip 开通VIP 开通会员 侵权投诉 版权声明 \
     版权所有 版权归 本文地址 本文链接 本文网址 原文链接 原文地址 转载请 链接地址 文章来源 \
     信息来源 稿源: 留言与评论 我要评论 发表评论 网友评论 验证码 用户名: 密码: 登录| 登陆| \
     登录注册 注册登录 网站标识码 网站备案 备案号 公网安备 Copyright \
     copyright © 网站维护 长者助手 繁體 \
     简体| 线下政府信息查询 打印| \
     [打印 [关闭 [收藏 责任编辑 责编: 网站编辑 附件下载 您可能感兴趣 你可能感兴趣 \
     可能感兴趣 猜您喜欢 看过本文 大家还看 同类文档 相似文档 内容来源 用户登录 用户注册 \
     会员登录 个人登录 法人登录 忘记密码 登录后 请登录 请先登录 请您登录 您需要登录 \
     需要登录 未登录 您还没有登录 您尚未登录 立即登录 立即注册 免费注册 注册会员 扫码登录 \
     欢迎登录 充值会员 上传者: 上传时间 文档编号 文档格式 所需积分 下载积分 我要纠错 \
     网页纠错 阅读全文 展开全文 本页为第 打印本 语音播报 语音朗读 视力保护 保护视力 \
     收听: 保存: 推荐给 复制链接 本文来源 来源网站 主办:中共 您访问的 您正在 \
     正文内容 正文字号 分享本页 分享本文 浏览量: 阅读量: 访问量: 阅读: 点击率: 字数: \
     热门标签 热门专题 栏目导航 本栏 相关附件下载 版权信息 免责声明: 增值电信"
        .split_whitespace()
        .collect()
});

/// What a line of chrome holds somewhere; folded.
pub(super) static CONTENTS: Words = LazyLock::new(|| {
    "网站标识码 公网安备 版权所有 Copyright CopyRight 设为首页 加入收藏 \
     打印本页 关闭窗口 下载本文档 快捷下载 下载通道 VIP 浏览次数 点击总量 点击次数 \
     阅读次数 字体大小 [打印 [关闭 无障碍浏览 E-mail: Email: 首页> 首页>> \
     网站地图 不代表本站 分享到 [大中小] 字体:[ 最佳浏览 当前位置 微信号 QQ: \
     登录|注册 本页为第 返回顶部 返回列表 返回首页 关闭本页 打印此页 打印文章 \
     [大][中][小] 点击数: 点击: 访问量: 阅读量: 浏览量: 浏览次数 [字体 [字号 \
     扫一扫在手机 网站支持IPv6 增值电信业务"
        .split_whitespace()
        .collect()
});

/// Openings that are chrome at the edges only: in the body they are words of a report.
pub(super) static EDGE_OPENINGS: Words = LazyLock::new(|| {
    "来源: 作者: 编辑: 审核: 校对: 监制: 发布时间: 发布日期: 发表时间: 更新时间: \
     时间: 发布人: 发布者: 信息员: 浏览 阅读: 主办: 承办: 主办单位: 承办单位: \
     协办: 版权: 首页 导航 网站 搜索 登录 注册 收藏 打印 关闭 标签: 关键词: 关键字: \
     分类: 栏目: 天气 关注我们 联系我们 关于我们 附近 上传 大小: 页数: 格式: 下载 \
     点击 目前位置 星期"
        .split_whitespace()
        .collect()
});

/// Lines of contact.
pub(super) static CONTACT: Words = LazyLock::new(|| {
    "地址: 邮编: 邮政编码 联系电话 电话: 传真: 联系人: 邮箱 E-mail Email \
     单位名称: 单位地址: 办公地址 联系方式 微信: QQ 值班电话 咨询电话 监督电话 投诉电话 \
     办公时间 客服"
        .split_whitespace()
        .collect()
});

/// Items of menus, alone or in a row.
pub(super) static MENU: Words = LazyLock::new(|| {
    "首页 网站首页 登录 注册 繁體 繁体 简体 English EN 搜索 导航 网站导航 \
     政务公开 信息公开 政府信息公开 政务服务 办事服务 网上办事 互动交流 政民互动 新闻中心 \
     新闻动态 政务动态 工作动态 要闻动态 通知公告 公示公告 政策文件 政策解读 政策法规 \
     机构概况 机构设置 领导之窗 专题专栏 数据开放 数据发布 走进 投资 旅游 打印 关闭 收藏 \
     分享 微信 微博 QQ空间 联系我们 关于我们 返回 更多 更多>> 更多> 大 中 小 无障碍 \
     长者模式 关怀版 手机版 网站地图 站点地图 RSS RSS订阅 帮助 个人中心 退出 网站声明 \
     隐私声明 法律声明 版权声明 使用帮助 我的收藏 微信公众号 客户端 移动版 范文 文库 \
     工作总结 论文 会员中心 充值"
        .split_whitespace()
        .collect()
});

/// Words of a notice by a site: download, payment, liability.
pub(super) static NOTICE: Words = LazyLock::new(|| {
    "下载 预览 退款 客服 付费 支付 会员 侵权 侵犯 权益 版权 转载 免责 不代表 仅供参考 \
     仅供学习 原创 上传 甄别 附加服务 及时删除 予以处理 予以删除 联系我们 浏览 法律责任 \
     来源于网络 源于网络 立场 收费 登录 注册 公众号 扫码 订阅 稿件 刊载 积分 \
     仅代表 无关 观点 解释权 核实 举报"
        .split_whitespace()
        .collect()
});

/// Words in which a site speaks to its visitor.
pub(super) static VOICE: Words = LazyLock::new(|| {
    "本站 本网 您 平台不 我们会 联系我们 客服 下载文档 本文档 网友 请联系 如有侵权 \
     本平台 小编 请先 请您 请点击 作者观点 作者所有 用户上传 非本 在线预览 申请退款 的文档 如文档"
        .split_whitespace()
        .collect()
});

/// Openings that are words of a report as well: chrome only where they stand alone or before a
/// mark (`无障碍` is a button, `无障碍环境建设` is a task).
pub(super) static BUTTONS: Words = LazyLock::new(|| {
    "举报 付费 留言 支付宝 扫码 无障碍 适老化 微信公众号 官方微信 政务微博 手机版 免责声明 \
     技术支持 建议使用 English RSS 欢迎您 点击率 访问量 阅读量 浏览量 繁体 本文档"
        .split_whitespace()
        .collect()
});

/// Labels that a page puts before what it tells of itself; folded, a colon follows.
pub(super) static PAGE_LABELS: Words = LazyLock::new(|| {
    "来源 作者 供稿 供稿单位 撰稿 审稿 终审 初审 复审 一审 二审 三审 信息提供 录入员 编辑 责编 审核 校对 监制 发布 发布人 发布者 发布单位 发布时间 发布日期 \
     发表时间 发表于 更新 更新时间 更新日期 录入 录入者 录入时间 添加时间 上传 上传人 上传者 上传时间 时间 人气 \
     热度 点击 点击数 点击率 点击量 浏览 浏览量 浏览数 浏览次数 阅读 阅读量 阅读数 阅读次数 访问 访问量 \
     访问次数 评论 点赞 字体 字号 字体大小 文件大小 大小 格式 文件格式 页数 字数 文档编号 标签 关键词 \
     关键字 所属栏目 所属分类 栏目 下载 下载量 下载次数 视力保护色 背景色 分享 分享到 转发 打印 主办 主办单位 \
     承办 承办单位 协办 协办单位 运维 维护 维护单位 运行维护 技术支持 邮编 邮政编码 电话 联系电话 传真 邮箱 \
     电子邮箱 热线 值班电话 县长热线 市长热线 咨询电话 投诉电话 备案号 备案序号 网站标识码 标识码 推荐 版权 \
     版权所有 客服 微信 微信号 用户名 密码 验证码 搜索 检索 当前位置 当前栏目 信息分类 位置 所属文集 稿源 Language"
        .split_whitespace()
        .collect()
});

/// Words of a page; what they cover of a short line tells how much of it is the page's.
pub(super) static PAGE_WORDS: Words = LazyLock::new(|| {
    "首页 主页 网站 本网 本站 网页 站点 导航 地图 登录 注册 退出 搜索 检索 搜本网 搜全网 请输入 \
     上一篇 下一篇 上一条 下一条 上一页 下一页 返回 顶部 打印 关闭 收藏 分享 转发 复制链接 纠错 \
     举报 点赞 字体 字号 大中小 小中大 无障碍 长者 助手 关怀 关怀版 关怀模式 适老 老年 简体 繁体 繁體 简繁 \
     English 中文 日本語 한국어 移动端 手机版 手机端 电脑版 客户端 公众号 订阅 RSS 微信 微博 朋友圈 QQ空间 \
     QQ 人人网 扫码 扫一扫 扫描 二维码 查看 智能问答 智能机器人 个人中心 用户中心 浏览 浏览器 阅读 阅读量 \
     分辨率 版本 IE 适配 版权 版权所有 保留所有权利 备案 ICP备 ICP证 公网安备 公安备案号 标识码 IPv6 \
     站长 联系我们 联系方式 联系站长 关于我们 关于本站 免责 免责声明 隐私 隐私政策 隐私声明 服务条款 使用帮助 \
     帮助 帮助中心 声明 友情链接 链接 相关 相关链接 相关解读 相关政策 相关信息 相关文章 相关附件 政策解读 图解 一图读懂 \
     下载 附件下载 上传 文档 积分 金币 会员 温馨提示 猜你喜欢 最新 热点 热门 推荐 专题 更多 留言 评论 我要 问答 \
     主办 承办 维护 运维 技术支持 访问 访问者 访客 您是 星期 设为首页 加入收藏 进入 跳转 主要内容 \
     今天是 欢迎 信箱 热线 Copyright All Rights Reserved 新浪 腾讯 朗读 读屏 语音 播报 录入员 管理员 加载 \
     政府信息公开 信息公开 政务公开 主动公开 法定主动公开 依申请公开 公开指南 公开制度 公开年报 公开目录 指南 制度 年报 \
     规范性文件 政策文件 政务服务 办事服务 网上办事 互动交流 政民互动 领导之窗 机构设置 机构职能 概况 通知公告 规划计划 计划总结 \
     工作动态 站群 新媒体 矩阵 长辈 长辈版 长者版 一键登录 关键词 全文 标题 高级搜索 走进 魅力 数字 便民 要闻 新闻 资讯 简 繁 \
     EN 信息分类 欢迎光临 您好 部门网站 国务院部门 省直 市县 视力保护 当前位置 您的位置"
        .split_whitespace()
        .collect()
});
