<?xml version="1.0" encoding="UTF-8"?>
<!-- 改进计划 Improvement plan: the order of its pages. What it reads: docs/dossier.md; what it writes: docs/page-language.md;
     what it has to say and how: report-storyboard.md, section 5.1. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t" exclude-result-prefixes="d r p f">

<xsl:include href="common.xsl"/>
<xsl:include href="plan-words.xsl"/>
<xsl:include href="plan-charts.xsl"/>
<xsl:include href="plan-summary.xsl"/>
<xsl:include href="plan-schedule.xsl"/>
<xsl:include href="plan-cards.xsl"/>
<xsl:include href="plan-limits.xsl"/>

<xsl:template match="/d:dossier">
  <document lang="zh-CN" generator="dcmm {@program}">
    <xsl:if test="not($zh)"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
    <xsl:if test="$answers/@date"><xsl:attribute name="date"><xsl:value-of select="$answers/@date"/></xsl:attribute></xsl:if>
    <t:t as="title" kind="{f:kind()}" name="{f:enterprise()}" status="{f:plan-status()}">%{kind} · %{name} · %{status}</t:t>
    <t:t as="running" kind="{f:kind()}" name="{f:enterprise()}">%{kind} · %{name}</t:t>
    <t:t as="foot">Expected values assume the actions are done and evidenced</t:t>
    <t:t as="toc-title">Contents</t:t>
    <t:t as="page-label">page #</t:t>
    <xsl:call-template name="cover"/>
    <xsl:call-template name="summary"/>
    <xsl:if test="$chosen">
      <xsl:call-template name="contents"/>
      <xsl:call-template name="what-it-takes"/>
      <xsl:if test="$ahead">
        <xsl:call-template name="roadmap"/>
        <xsl:call-template name="workload"/>
        <xsl:call-template name="milestones"/>
      </xsl:if>
      <xsl:call-template name="cards"/>
      <xsl:call-template name="risks"/>
    </xsl:if>
    <xsl:call-template name="left-out"/>
    <xsl:call-template name="alternatives"/>
    <xsl:if test="$chosen"><xsl:call-template name="governance"/></xsl:if>
    <xsl:call-template name="raised"/>
  </document>
</xsl:template>

</xsl:stylesheet>
