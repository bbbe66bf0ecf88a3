<?xml version="1.0" encoding="UTF-8"?>
<!-- 差距分析报告 Gap analysis: the order of its pages. What it reads: docs/dossier.md; what it writes: docs/page-language.md;
     what it has to say and how: report-storyboard.md, section 4. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t" exclude-result-prefixes="d r f">

<xsl:include href="common.xsl"/>
<xsl:include href="sentences.xsl"/>
<xsl:include href="cover.xsl"/>
<xsl:include href="summary.xsl"/>
<xsl:include href="overall.xsl"/>
<xsl:include href="missing.xsl"/>
<xsl:include href="eligibility.xsl"/>
<xsl:include href="domain.xsl"/>
<xsl:include href="method.xsl"/>
<xsl:include href="appendix.xsl"/>

<xsl:template match="/d:dossier">
  <document lang="zh-CN" generator="dcmm {@program}">
    <xsl:if test="not($zh)"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
    <xsl:if test="$answers/@date"><xsl:attribute name="date"><xsl:value-of select="$answers/@date"/></xsl:attribute></xsl:if>
    <t:t as="title" kind="{f:kind()}" name="{f:enterprise()}" status="{f:status()}">%{kind} · %{name} · %{status}</t:t>
    <t:t as="running" kind="{f:kind()}" name="{f:enterprise()}">%{kind} · %{name}</t:t>
    <t:t as="foot">Self-assessment: an indication for internal use, not a certified result</t:t>
    <t:t as="toc-title">Contents</t:t>
    <t:t as="page-label">page #</t:t>
    <xsl:call-template name="cover"/>
    <xsl:choose>
      <!-- A part of it: what somebody in charge of a domain gets. -->
      <xsl:when test="@only">
        <xsl:call-template name="contents"/>
        <xsl:call-template name="domains"/>
        <xsl:call-template name="appendix-answers"/>
        <xsl:call-template name="appendix-gaps"/>
        <xsl:call-template name="appendix-evidence"/>
        <xsl:call-template name="appendix-na"/>
      </xsl:when>
      <!-- H0, H1: too little to show a level by. No note is lost all the same. -->
      <xsl:when test="$reduced">
        <xsl:call-template name="summary-reduced"/>
        <xsl:call-template name="method"/>
        <xsl:call-template name="appendix-answers"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="summary"/>
        <xsl:call-template name="contents"/>
        <xsl:call-template name="overall"/>
        <xsl:call-template name="heat-map"/>
        <xsl:call-template name="missing"/>
        <xsl:call-template name="patterns"/>
        <xsl:call-template name="firm"/>
        <xsl:call-template name="eligibility"/>
        <xsl:call-template name="domains"/>
        <xsl:call-template name="next-steps"/>
        <xsl:call-template name="method"/>
        <xsl:call-template name="appendix-answers"/>
        <xsl:call-template name="appendix-gaps"/>
        <xsl:call-template name="appendix-evidence"/>
        <xsl:call-template name="appendix-participants"/>
        <xsl:call-template name="appendix-na"/>
        <xsl:call-template name="appendix-terms"/>
      </xsl:otherwise>
    </xsl:choose>
  </document>
</xsl:template>

</xsl:stylesheet>
