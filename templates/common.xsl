<?xml version="1.0" encoding="UTF-8"?>
<!-- What every report shares: the keys into the dossier, the names of things, a criterion's id, an answer's value. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func str" exclude-result-prefixes="d r f">

<!-- Everything is found by key: a walk over all answers for each row would cost more than the whole page. -->
<xsl:key name="level" match="d:questionnaire/d:level" use="@no"/>
<xsl:key name="domain" match="d:questionnaire/d:domain" use="@id"/>
<xsl:key name="item" match="d:domain/d:item" use="@id"/>
<xsl:key name="criterion" match="d:item/d:criterion" use="@id"/>
<xsl:key name="answer" match="d:answers/d:answer" use="@ref"/>
<xsl:key name="answers-by" match="d:answers/d:answer" use="@by"/>
<xsl:key name="reviews-by" match="d:answer/d:verified" use="@by"/>
<xsl:key name="scored-domain" match="r:analysis/r:domains/r:domain" use="@id"/>
<xsl:key name="scored-item" match="r:analysis/r:items/r:item" use="@id"/>
<xsl:key name="items-of" match="r:analysis/r:items/r:item" use="@domain"/>
<xsl:key name="unmet" match="r:unmet/r:criterion" use="@ref"/>
<xsl:key name="groups-of" match="r:path/r:group" use="@domain"/>

<xsl:variable name="dossier" select="/d:dossier"/>
<xsl:variable name="q" select="$dossier/d:questionnaire"/>
<xsl:variable name="p" select="$dossier/d:policy"/>
<xsl:variable name="answers" select="$dossier/d:answers"/>
<xsl:variable name="e" select="$dossier/d:eligibility"/>
<xsl:variable name="a" select="$dossier/r:result/r:analysis"/>
<xsl:variable name="done" select="$a/r:completeness"/>
<xsl:variable name="domains-scored" select="$a/r:domains"/>
<xsl:variable name="path" select="$a/r:path"/>
<xsl:variable name="S" select="$a/@score"/>
<xsl:variable name="L" select="$a/@level"/>
<xsl:variable name="T" select="$a/@target"/>
<xsl:variable name="zh" select="starts-with($dossier/@lang, 'zh')"/>
<!-- Answers to the items printed. Of all of them not by key: that would merge one set for each, and look for doubles. -->
<xsl:variable name="answers-shown" select="$answers/d:answer[not($dossier/@only)] | key('answer', $items[$dossier/@only]/d:criterion/@id)"/>
<!-- H0, H1: too little is answered to show a level by. -->
<xsl:variable name="reduced" select="boolean($a/@nothing) or not($done/@half)"/>
<!-- Between two sentences: English has a blank, Chinese the full-width stop and nothing. -->
<xsl:variable name="sp"><xsl:if test="not($zh)"><xsl:text> </xsl:text></xsl:if></xsl:variable>

<!-- How many are largely met at the levels in reach, of which r:quick lists the first. -->
<xsl:variable name="quick-all" select="count($path/r:group[@level &lt;= $L + 1]/r:criterion[@value = 'large'])"/>

<!-- What only="…" leaves of domains and items; all of them where it is not there. -->
<xsl:variable name="only" select="concat(',', translate($dossier/@only, ' ', ''), ',')"/>
<xsl:variable name="items" select="$q/d:domain/d:item[not($dossier/@only) or contains($only, concat(',', @id, ',')) or contains($only, concat(',', ../@id, ','))]"/>
<xsl:variable name="domains" select="$q/d:domain[not($dossier/@only)] | $items/.."/>

<!-- Between the parts of a list that t:list would cut. -->
<xsl:variable name="comma"><xsl:choose><xsl:when test="$zh">、</xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:variable>

<xsl:variable name="semicolon"><xsl:choose><xsl:when test="$zh">；</xsl:when><xsl:otherwise>; </xsl:otherwise></xsl:choose></xsl:variable>

<!-- Where all criteria share one origin a mark on everything would say nothing. -->
<xsl:variable name="marks-origin" select="boolean($a/r:origins/@mixed)"/>

<func:function name="f:level-name">
  <xsl:param name="no"/>
  <func:result><xsl:for-each select="$dossier"><xsl:value-of select="key('level', $no)/@name"/></xsl:for-each></func:result>
</func:function>

<!-- For narrow columns: the level's short name; of 0, a word. -->
<func:function name="f:level-short">
  <xsl:param name="no"/>
  <func:result>
    <xsl:for-each select="$dossier">
      <xsl:choose>
        <xsl:when test="$no = 0"><t:t note="a domain or item below level 1, in a narrow column">Below 1</t:t></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($no, ' ', key('level', $no)/@short)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:result>
</func:function>

<!-- "level 3 (Robust)", at the first mention on a page. -->
<func:function name="f:level">
  <xsl:param name="no"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$no = 0"><t:t>below level 1</t:t></xsl:when>
      <xsl:otherwise><t:t l="{$no}" name="{f:level-name($no)}">level %{l} (%{name})</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<!-- An item's name where there is room for some 20 letters. -->
<func:function name="f:item-name">
  <xsl:param name="id"/>
  <xsl:for-each select="$dossier">
    <xsl:variable name="item" select="key('item', $id)"/>
    <xsl:choose>
      <xsl:when test="string-length($item/@name) &gt; 20"><func:result select="string($item/@short)"/></xsl:when>
      <xsl:otherwise><func:result select="string($item/@name)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</func:function>

<!-- Names of domains or items by their ids, as a list in a sentence. -->
<func:function name="f:names">
  <xsl:param name="ids"/>
  <xsl:param name="scope"/>
  <func:result>
    <xsl:for-each select="$dossier"><xsl:value-of select="t:list(key($scope, $ids)/@name, $scope)"/></xsl:for-each>
  </func:result>
</func:function>

<!-- One item with its name, several by their ids alone. -->
<func:function name="f:items">
  <xsl:param name="ids"/>
  <func:result>
    <xsl:for-each select="$dossier">
      <xsl:variable name="found" select="key('item', $ids)"/>
      <xsl:choose>
        <xsl:when test="count($found) = 1"><xsl:value-of select="concat($found/@id, ' ', $found/@name)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="t:list($found/@id, 'id')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:result>
</func:function>

<!-- The ids of the two lowest domains; of one, if there is one. -->
<func:function name="f:two-lowest">
  <func:result select="str:tokenize(concat($domains-scored/@lowest, ' ', $domains-scored/@second), ' ')[position() &lt;= 2]"/>
</func:function>

<func:function name="f:dimension">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'organisation'"><t:t>Organisation</t:t></xsl:when>
      <xsl:when test="$id = 'policy'"><t:t>Policies</t:t></xsl:when>
      <xsl:when test="$id = 'process'"><t:t>Process</t:t></xsl:when>
      <xsl:when test="$id = 'technology'"><t:t>Technology</t:t></xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<func:function name="f:role">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'sponsor'"><t:t>Top management</t:t></xsl:when>
      <xsl:when test="$id = 'cdo'"><t:t>Head of data</t:t></xsl:when>
      <xsl:when test="$id = 'it'"><t:t>IT</t:t></xsl:when>
      <xsl:when test="$id = 'business'"><t:t>Business departments</t:t></xsl:when>
      <xsl:when test="$id = 'security'"><t:t>Security</t:t></xsl:when>
      <xsl:when test="$id = 'hr'"><t:t>Human resources</t:t></xsl:when>
      <xsl:when test="$id = 'audit'"><t:t>Internal audit</t:t></xsl:when>
      <xsl:when test="$id = ''">—</xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<func:function name="f:date-or-none">
  <func:result>
    <xsl:choose>
      <xsl:when test="$answers/@date"><xsl:value-of select="t:date($answers/@date)"/></xsl:when>
      <xsl:otherwise><t:t>no date</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<!-- 自评 · 作答完整 · 2026年11月20日 -->
<func:function name="f:status">
  <func:result>
    <xsl:choose>
      <xsl:when test="$answers/@which = 'verified'"><t:t>Reviewed values</t:t></xsl:when>
      <xsl:otherwise><t:t>Self-assessment</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:text> · </xsl:text>
    <xsl:choose>
      <xsl:when test="$done/@unanswered &gt; 0"><t:t>provisional</t:t></xsl:when>
      <xsl:otherwise><t:t>complete</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:text> · </xsl:text>
    <xsl:value-of select="f:date-or-none()"/>
  </func:result>
</func:function>

<func:function name="f:enterprise">
  <func:result>
    <xsl:choose>
      <xsl:when test="$answers/d:enterprise/@name"><xsl:value-of select="$answers/d:enterprise/@name"/></xsl:when>
      <xsl:otherwise><t:t>Enterprise not named</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<!-- A criterion's id, linked to its row in appendix A, with ° where its wording is after public sources (and others are
     not) and ※ where a note stands there. -->
<xsl:template name="ref">
  <xsl:param name="id"/>
  <xsl:param name="note" select="true()"/>
  <xsl:param name="print" select="'yes'"/>
  <nobr>
    <a href="#a-{$id}" print="{$print}"><xsl:value-of select="$id"/></a>
    <xsl:if test="$marks-origin and key('criterion', $id)/@origin = 'reconstructed'"><sup>°</sup></xsl:if>
    <xsl:if test="$note and (key('answer', $id)/@note or key('answer', $id)/d:verified/@note)"><sup>※</sup></xsl:if>
  </nobr>
</xsl:template>
<!-- What the marks mean, under a table: only those that can occur. -->
<xsl:template name="ref-legend">
  <xsl:param name="note" select="true()"/>
  <xsl:if test="$note or $marks-origin">
    <p class="note"><xsl:call-template name="ref-legend-words"><xsl:with-param name="note" select="$note"/></xsl:call-template></p>
  </xsl:if>
</xsl:template>
<xsl:template name="ref-legend-words">
  <xsl:param name="note" select="true()"/>
  <xsl:if test="$marks-origin"><t:t>° worded after public sources.</t:t></xsl:if>
  <xsl:if test="$note and $marks-origin"><xsl:value-of select="$sp"/></xsl:if>
  <xsl:if test="$note"><t:t>※ a note stands in appendix A.</t:t></xsl:if>
</xsl:template>

<!-- The value of a criterion as it is scored: its pie and its word. -->
<xsl:template name="value-of-ref">
  <xsl:param name="id"/>
  <xsl:variable name="answer" select="key('answer', $id)"/>
  <xsl:choose>
    <xsl:when test="$answer/d:verified and $answers/@which = 'verified'"><xsl:apply-templates select="$answer/d:verified" mode="value"/></xsl:when>
    <xsl:when test="$answer"><xsl:apply-templates select="$answer" mode="value"/></xsl:when>
    <xsl:otherwise><muted><xsl:call-template name="unanswered"/></muted></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template match="d:answer | d:verified" mode="value">
  <pie>
    <xsl:attribute name="v">
      <xsl:choose>
        <xsl:when test="@compliance"><xsl:value-of select="@compliance"/></xsl:when>
        <xsl:otherwise>na</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:value-of select="@word"/>
  </pie>
</xsl:template>
<xsl:template name="unanswered"><t:t note="a criterion without an answer, in a table">Unanswered</t:t></xsl:template>
<!-- "部分符合2" for each value that occurs among the criteria of a group, worst first as in the policy's scale backwards. -->
<xsl:template name="value-counts">
  <xsl:param name="criteria"/>
  <xsl:for-each select="$p/d:value">
    <xsl:variable name="n" select="count($criteria[@value = current()/@id])"/>
    <xsl:if test="$n &gt; 0"><nobr><xsl:value-of select="concat(@word, ' ', $n)"/></nobr><br/></xsl:if>
  </xsl:for-each>
  <xsl:variable name="open" select="count($criteria[not(@value)])"/>
  <xsl:if test="$open &gt; 0"><nobr><xsl:call-template name="unanswered"/><xsl:value-of select="concat(' ', $open)"/></nobr></xsl:if>
</xsl:template>

</xsl:stylesheet>
