<?xml version="1.0" encoding="UTF-8"?>
<!-- 对比报告 Comparison: the order of its pages. What it reads: docs/dossier.md; what it writes: docs/page-language.md. The
     manner is that of the gap analysis (report-storyboard.md, sections 2 and 6): results of two editions never share an axis
     without a mark, and nothing is subtracted between them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<xsl:include href="common.xsl"/>
<xsl:include href="compare-words.xsl"/>
<xsl:include href="compare-summary.xsl"/>
<xsl:include href="compare-trend.xsl"/>
<xsl:include href="compare-changes.xsl"/>
<xsl:include href="compare-method.xsl"/>

<xsl:template match="/d:dossier">
  <document lang="zh-CN" generator="dcmm {@program}">
    <xsl:if test="not($zh)"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
    <xsl:if test="$answers/@date"><xsl:attribute name="date"><xsl:value-of select="$answers/@date"/></xsl:attribute></xsl:if>
    <t:t as="title" kind="{f:kind()}" name="{f:enterprise()}" status="{f:span()}">%{kind} · %{name} · %{status}</t:t>
    <t:t as="running" kind="{f:kind()}" name="{f:enterprise()}">%{kind} · %{name}</t:t>
    <t:t as="foot">Self-assessment: an indication for internal use, not a certified result</t:t>
    <t:t as="toc-title">Contents</t:t>
    <t:t as="page-label">page #</t:t>
    <xsl:call-template name="cover"/>
    <xsl:call-template name="summary"/>
    <xsl:call-template name="contents"/>
    <xsl:call-template name="trend"/>
    <xsl:call-template name="items"/>
    <xsl:call-template name="better"/>
    <xsl:call-template name="worse"/>
    <xsl:call-template name="otherwise"/>
    <xsl:call-template name="method"/>
    <xsl:call-template name="editions"/>
    <xsl:call-template name="steps"/>
  </document>
</xsl:template>

</xsl:stylesheet>
