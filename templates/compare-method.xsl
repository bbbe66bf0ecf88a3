<?xml version="1.0" encoding="UTF-8"?>
<!-- What is compared, and what is not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<xsl:template name="method">
  <xsl:variable name="warnings"><xsl:call-template name="A"/></xsl:variable>
  <chapter id="method">
    <t:t as="theme">Method and limits</t:t>
    <t:t as="eyebrow">Method and limits</t:t>
    <t:t as="bookmark">Method and limits</t:t>
    <h1><t:t>What is compared, and what is not</t:t></h1>
    <h3><t:t>One enterprise, one policy</t:t></h3>
    <p>
      <xsl:choose>
        <xsl:when test="$answers/d:enterprise/@uscc"><t:t name="{f:enterprise()}" uscc="{$answers/d:enterprise/@uscc}" n="{$c/@sets}">%{name} (USCC %{uscc}): %{n} sets of answers, in the order of their dates.</t:t></xsl:when>
        <xsl:otherwise><t:t name="{f:enterprise()}" n="{$c/@sets}">%{name}: %{n} sets of answers, in the order of their dates.</t:t></xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="$sp"/>
      <t:t name="{$p/@name}" version="{$p/@version}" thresholds="{t:list($p/d:threshold/@from, 'id')}">All are scored anew under one policy, %{name}, version %{version}: levels 1 to 5 start at %{thresholds}.</t:t>
      <xsl:value-of select="$sp"/>
      <t:t>No official score thresholds are published; those used here come from the policy.</t:t>
      <xsl:value-of select="$sp"/>
      <xsl:choose>
        <xsl:when test="$answers/@which = 'verified'"><t:t>Second opinions count where there are any, on every date.</t:t></xsl:when>
        <xsl:otherwise><t:t>The enterprise’s own values count, on every date; second opinions do not.</t:t></xsl:otherwise>
      </xsl:choose>
    </p>
    <h3><t:t>Within one edition</t:t></h3>
    <p><t:t>Scores are exact and rounded once, to 0.01. A difference is that of the two printed numbers, so that it can be checked by hand; computed exactly it may be 0.01 more or less.</t:t></p>
    <p><t:t T="{$T}">Progress is the share of the gap, from the score of the edition’s first date to the score where the target, level %{T}, begins, that has been closed: 0 where nothing has been gained, 100 only where it is reached. A condition of the policy may still be open then.</t:t></p>
    <xsl:if test="$c/@editions &gt; 1">
      <h3><t:t>Between two editions</t:t></h3>
      <p><t:t>Scores of two editions are never subtracted, and no line leads from one to the other: they ask for different things. Criteria are compared over the crosswalk: the old answers are carried over in memory, as a migration would, and an heir of several forebears takes the lowest of their values. What is not simply the same carries a ※ with its forebears; new and withdrawn criteria are listed, not compared.</t:t></p>
      <xsl:if test="$beside"><p><t:t is="{f:edition($last)}" from="{f:day($first)}" to="{f:day($last)}" of="{f:edition($beside)}">The %{is} has more than one date, so the summary, the items and the criteria that changed are told of it alone, from %{from} to %{to}. The %{of} stands beside, with a ※.</t:t></p></xsl:if>
    </xsl:if>
    <h3><t:t>Better, worse, otherwise</t:t></h3>
    <p><t:t>A criterion got better or worse if it was answered both times and its value counts more or less than before. One that was not answered, or does not apply, at one of the two times is neither and is listed separately. An unanswered criterion counts as not met, so answering it may by itself raise a score.</t:t></p>
    <xsl:if test="exsl:node-set($warnings)/*">
      <h3><t:t>To bear in mind</t:t></h3>
      <ul class="small"><xsl:for-each select="exsl:node-set($warnings)/*"><li><xsl:copy-of select="node()"/></li></xsl:for-each></ul>
    </xsl:if>
    <h3><t:t>Limits, and how to make it again</t:t></h3>
    <p><t:t>Values are the enterprise’s own and were not verified on site; a higher value may reflect more lenient judgement, a lower one stricter judgement. Evidence is known by its title alone, and so is whether it is new. Levels are granted by assessors after review.</t:t></p>
    <xsl:if test="$q/@overlay"><p><t:t file="{$q/@overlay}" hash="{substring($q/@overlay-sha256, 1, 12)}">Texts are laid over from %{file} (SHA-256 %{hash}…), on every date of that edition.</t:t></p></xsl:if>
    <p>
      <t:t>The same answers, questionnaires, policy and program give the same report; the hashes of the answers stand with the contents.</t:t>
      <xsl:value-of select="$sp"/>
      <t:t program="{$dossier/@program}">Made by dcmm %{program}.</t:t>
    </p>
  </chapter>
</xsl:template>

</xsl:stylesheet>
