<?xml version="1.0" encoding="UTF-8"?>
<!-- G1 the cover and G3 contents and basis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func" exclude-result-prefixes="d r f">

<func:function name="f:kind"><func:result><t:t note="the kind of the report: running head and cover">DCMM gap analysis</t:t></func:result></func:function>

<!-- No score: a cover is seen by people who may not see the result. -->
<xsl:template name="cover">
  <cover title="{f:kind()}" subtitle="数据管理能力成熟度差距分析报告" name="{f:enterprise()}" status="{f:status()}">
    <xsl:if test="$zh"><xsl:attribute name="subtitle">DCMM gap analysis</xsl:attribute></xsl:if>
    <t:t as="confidential">For internal use in the enterprise</t:t>
    <fact><t:t as="label">Edition</t:t><xsl:value-of select="$q/@standard"/></fact>
    <fact><t:t as="label">Scoring policy</t:t><xsl:call-template name="policy-and-version"/></fact>
    <xsl:if test="$answers/@date"><fact><t:t as="label">Date of the answers</t:t><xsl:value-of select="t:date($answers/@date)"/></fact></xsl:if>
    <fact><t:t as="label">Answered</t:t><xsl:call-template name="answered"/></fact>
    <xsl:if test="$dossier/@only">
      <fact>
        <t:t as="label">Part</t:t>
        <xsl:choose>
          <xsl:when test="count($items) = count($domains/d:item)"><xsl:value-of select="t:list($domains/@name, 'domain')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="t:list($items/@name, 'item')"/></xsl:otherwise>
        </xsl:choose>
      </fact>
    </xsl:if>
  </cover>
</xsl:template>

<xsl:template name="policy-and-version"><t:t name="{$p/@name}" version="{$p/@version}">%{name}, version %{version}</t:t></xsl:template>
<xsl:template name="answered"><t:t a="{$done/@answered}" n="{$done/@criteria}">%{a} of %{n} criteria</t:t></xsl:template>

<xsl:template name="contents">
  <page id="contents">
    <t:t as="theme">Contents and basis</t:t>
    <t:t as="eyebrow">Contents and basis</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$dossier/@only"><t:t>What this part holds, and what it rests on</t:t></xsl:when>
        <xsl:otherwise><t:t>Summary first, then the part in your charge</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <frame col="1" span="8" y="120"><toc max="36"/></frame>
    <frame col="9" span="4" y="120">
      <xsl:if test="not($dossier/@only)"><xsl:call-template name="how-to-read"/></xsl:if>
      <xsl:call-template name="basis"/>
    </frame>
  </page>
</xsl:template>

<xsl:template name="how-to-read">
  <callout kind="info">
    <h3><t:t>How to read</t:t></h3>
    <p class="small"><b><t:t>Five minutes</t:t></b><br/><t:rich to="summary" to2="heat"><pageref>Page #</pageref>, <pageref>page #</pageref></t:rich></p>
    <p class="small"><b><t:t>An hour</t:t></b><br/><t:rich to="summary" to2="eligibility"><pageref>Page #</pageref> to <pageref>page #</pageref></t:rich></p>
    <p class="small"><b><t:t>In charge of a domain</t:t></b><br/><t:rich to="appendix-b">The domain’s pages and appendix B (<pageref>page #</pageref>)</t:rich></p>
  </callout>
</xsl:template>

<xsl:template name="basis">
  <callout kind="info">
    <h3><t:t>Basis</t:t></h3>
    <dl>
      <pair><t:t as="label">Enterprise</t:t><xsl:value-of select="f:enterprise()"/></pair>
      <pair><t:t as="label">Edition</t:t><xsl:value-of select="$q/@standard"/></pair>
      <pair><t:t as="label">Scoring policy</t:t><xsl:call-template name="policy-and-version"/></pair>
      <pair><t:t as="label">Date of the answers</t:t><xsl:value-of select="f:date-or-none()"/></pair>
      <pair><t:t as="label">Respondents</t:t><xsl:call-template name="respondents"/></pair>
      <pair><t:t as="label">Completeness</t:t><xsl:call-template name="answered"/></pair>
    </dl>
  </callout>
</xsl:template>

<xsl:template name="respondents">
  <xsl:choose>
    <xsl:when test="$answers/d:respondent"><t:t n="{count($answers/d:respondent)}" one="%{n} person">%{n} people</t:t></xsl:when>
    <xsl:when test="$answers/@by-number &gt; 0"><t:t n="{$answers/@by-number}" one="%{n} person">%{n} people</t:t></xsl:when>
    <xsl:otherwise><t:t>not given</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
