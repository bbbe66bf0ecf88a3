<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of a comparison share: keys, names, dates; the sentences K (headline), V (under it) and A (to bear in mind). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<xsl:key name="set" match="d:comparison/d:set" use="@no"/>
<xsl:key name="series" match="d:comparison/d:series" use="@no"/>
<xsl:key name="change-of" match="d:changed/d:change" use="@kind"/>

<xsl:variable name="c" select="$dossier/d:comparison"/>
<xsl:variable name="sets" select="$c/d:set"/>
<!-- From the base to the last set: within the last set's edition where that has two dates, else over all. -->
<xsl:variable name="whole" select="$c/d:step[@whole]"/>
<xsl:variable name="first" select="$sets[@no = $whole/@from]"/>
<xsl:variable name="last" select="$sets[last()]"/>
<xsl:variable name="known" select="boolean($whole/@compared)"/>
<xsl:variable name="crossed" select="boolean($whole/@editions)"/>
<!-- Where the whole is of one edition: the latest set of another one, which stands beside it. -->
<xsl:variable name="beside" select="$sets[not($crossed)][@series != $last/@series][last()]"/>
<!-- The step that leads from one edition to the other. -->
<xsl:variable name="bridge" select="$c/d:step[@bridge]"/>
<!-- The last set's edition over its dates. -->
<xsl:variable name="now" select="$c/d:series[@no = $last/@series]"/>
<xsl:variable name="open-sets" select="$sets[@unanswered &gt; 0]"/>

<func:function name="f:kind"><func:result><t:t note="the kind of the report: running head and cover">DCMM comparison</t:t></func:result></func:function>

<func:function name="f:day">
  <xsl:param name="set"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$set/@date"><xsl:value-of select="t:date($set/@date)"/></xsl:when>
      <xsl:otherwise><t:t>no date</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<!-- In tables and charts: 2026-06-12. -->
<func:function name="f:short-day">
  <xsl:param name="set"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$set/@date"><xsl:value-of select="$set/@date"/></xsl:when>
      <xsl:otherwise><t:t>no date</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<!-- "2018", where the standard has a year; else the whole. -->
<func:function name="f:year">
  <xsl:param name="of"/>
  <xsl:choose>
    <xsl:when test="contains($of/@standard, 'GB/T 36073-')"><func:result select="substring-after($of/@standard, 'GB/T 36073-')"/></xsl:when>
    <xsl:when test="$of/@standard"><func:result select="string($of/@standard)"/></xsl:when>
    <xsl:otherwise><func:result select="string($of/@edition)"/></xsl:otherwise>
  </xsl:choose>
</func:function>
<func:function name="f:edition">
  <xsl:param name="of"/>
  <func:result><t:t year="{f:year($of)}" note="an edition of the standard by its year">%{year} edition</t:t></func:result>
</func:function>
<!-- All dates of the report, or those from another set on. -->
<func:function name="f:span">
  <xsl:param name="since" select="$sets[1]"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$answers/@which = 'verified'"><t:t>Reviewed values</t:t></xsl:when>
      <xsl:otherwise><t:t>Self-assessment</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:text> · </xsl:text>
    <xsl:if test="$open-sets"><t:t>provisional</t:t><xsl:text> · </xsl:text></xsl:if>
    <t:t from="{f:short-day($since)}" to="{f:short-day($last)}" note="two dates">%{from} to %{to}</t:t>
  </func:result>
</func:function>
<func:function name="f:plain-level">
  <xsl:param name="no"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$no &gt; 0"><t:t l="{$no}">level %{l}</t:t></xsl:when>
      <xsl:otherwise><t:t>below level 1</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<!-- A domain's name by its id: of the last edition. -->
<func:function name="f:domain-name">
  <xsl:param name="id"/>
  <func:result><xsl:for-each select="$dossier"><xsl:value-of select="key('domain', $id)/@name"/></xsl:for-each></func:result>
</func:function>

<xsl:template name="signed">
  <xsl:param name="of"/>
  <nobr>
    <xsl:choose>
      <xsl:when test="$of/@change-h &lt; 0"><em><xsl:value-of select="$of/@change"/></em></xsl:when>
      <xsl:when test="$of/@change-h &gt; 0"><b><xsl:value-of select="$of/@change"/></b></xsl:when>
      <xsl:when test="$of/@change"><muted><xsl:value-of select="$of/@change"/></muted></xsl:when>
      <xsl:otherwise>—</xsl:otherwise>
    </xsl:choose>
  </nobr>
</xsl:template>
<xsl:template name="mark">
  <xsl:param name="value"/>
  <xsl:variable name="found" select="$p/d:value[@id = $value]"/>
  <xsl:choose>
    <xsl:when test="$found/@compliance"><pie v="{$found/@compliance}"><xsl:value-of select="$found/@word"/></pie></xsl:when>
    <xsl:when test="$found"><pie v="na"><xsl:value-of select="$found/@word"/></pie></xsl:when>
    <xsl:otherwise><muted><xsl:call-template name="unanswered"/></muted></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ======== K: did we move, in two lines. The first that holds. ======== -->

<xsl:template name="K">
  <xsl:variable name="from" select="$first/@score"/>
  <xsl:variable name="to" select="$last/@score"/>
  <xsl:choose>
    <xsl:when test="$first/@nothing or $last/@nothing"><t:rich>On one side nothing is to be scored<br/>Check the answers and the n/a marks</t:rich></xsl:when>
    <xsl:when test="$crossed and not($known)">
      <t:rich from="{$from}" to="{$to}" e1="{f:edition($first)}" e2="{f:edition($last)}">%{e1} %{from}, %{e2} %{to}<br/>No crosswalk leads between the two</t:rich>
    </xsl:when>
    <xsl:when test="$crossed">
      <t:rich from="{$from}" to="{$to}" e1="{f:edition($first)}" e2="{f:edition($last)}">%{e1} %{from}, %{e2} %{to}: not comparable<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$first/@unanswered &gt; 0 or $last/@unanswered &gt; 0">
      <t:rich from="{$from}" to="{$to}" change="{$now/@change}" n="{$first/@unanswered + $last/@unanswered}"
              one="Provisional: %{from} → %{to} (%{change})&lt;br/>%{n} answer missing: giving it moves the score">Provisional: %{from} → %{to} (%{change})<br/>%{n} answers missing: giving them moves the score</t:rich>
    </xsl:when>
    <xsl:when test="$last/@level &gt; $first/@level">
      <t:rich a="{f:plain-level($first/@level)}" b="{f:plain-level($last/@level)}" from="{$from}" to="{$to}">Up from %{a} to %{b}: %{from} → %{to}<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$last/@level &lt; $first/@level">
      <t:rich a="{f:plain-level($first/@level)}" b="{f:plain-level($last/@level)}" from="{$from}" to="{$to}">Down from %{a} to %{b}: %{from} → %{to}<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$now/@change-h &gt; 0 and $L = 5">
      <t:rich from="{$from}" to="{$to}">Up from %{from} to %{to}, at the top level as before<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$now/@change-h &gt; 0 and $a/@next-gap">
      <t:rich from="{$from}" to="{$to}" l="{f:plain-level($L)}" next="{$a/@next}" gap="{$a/@next-gap}">Up from %{from} to %{to}, not a level: %{l} as before<br/>%{gap} short of level %{next}</t:rich>
    </xsl:when>
    <xsl:when test="$now/@change-h &gt; 0">
      <t:rich from="{$from}" to="{$to}" l="{f:plain-level($L)}">Up from %{from} to %{to}, not a level: %{l} as before<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$now/@change-h &lt; 0">
      <t:rich from="{$from}" to="{$to}" l="{f:plain-level($L)}">Down from %{from} to %{to}, %{l} as before<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:when>
    <xsl:when test="$whole/@changes = 0">
      <t:rich s="{$to}" l="{f:plain-level($L)}" n="{$whole/@compared}">Still %{s}, %{l}<br/>Not one of %{n} answers has changed</t:rich>
    </xsl:when>
    <xsl:otherwise>
      <t:rich s="{$to}" l="{f:plain-level($L)}">Still %{s}, %{l}<br/></t:rich>
      <xsl:call-template name="K-criteria"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="K-criteria">
  <xsl:choose>
    <xsl:when test="$crossed"><t:t b="{$whole/@better}" w="{$whole/@worse}" n="{$whole/@compared}">Of %{n} criteria in both, %{b} got better and %{w} worse</t:t></xsl:when>
    <xsl:when test="$whole/@worse = 0 and $whole/@better &gt; 0"><t:t k="{$whole/@better}" n="{$whole/@compared}">%{k} of %{n} criteria got better, none worse</t:t></xsl:when>
    <xsl:when test="$whole/@better = 0 and $whole/@worse &gt; 0"><t:t k="{$whole/@worse}" n="{$whole/@compared}">%{k} of %{n} criteria got worse, none better</t:t></xsl:when>
    <xsl:when test="$whole/@better = 0 and $whole/@worse = 0"><t:t n="{$whole/@changes}" one="%{n} answer has changed, none better or worse">%{n} answers have changed, none better or worse</t:t></xsl:when>
    <xsl:otherwise><t:t b="{$whole/@better}" w="{$whole/@worse}" n="{$whole/@compared}">Of %{n} criteria, %{b} got better and %{w} worse</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ======== V: under the headline, two sentences at most ======== -->

<xsl:template name="V">
  <xsl:variable name="all">
    <xsl:if test="$now/d:progress"><p class="lead"><xsl:call-template name="V-progress"/></p></xsl:if>
    <xsl:if test="$crossed and $known">
      <p class="lead"><t:t n="{$whole/@new}" k="{$whole/@withdrawn}">%{n} criteria are new in the newer edition and %{k} withdrawn; neither side of these can be compared.</t:t></p>
    </xsl:if>
    <xsl:if test="$now/@risen or $now/@fallen"><p class="lead"><xsl:call-template name="V-domains"/></p></xsl:if>
    <xsl:if test="$known and ($whole/@answered + $whole/@open) &gt; 0">
      <p class="lead"><t:t n="{$whole/@answered}" k="{$whole/@open}">%{n} criteria have been answered since, %{k} are no longer answered.</t:t></p>
    </xsl:if>
  </xsl:variable>
  <xsl:copy-of select="exsl:node-set($all)/*[position() &lt;= 2]"/>
</xsl:template>
<xsl:template name="V-progress">
  <xsl:variable name="g" select="$now/d:progress"/>
  <xsl:variable name="since"><xsl:choose><xsl:when test="key('set', $now/@first)/@date"><xsl:value-of select="f:day(key('set', $now/@first))"/></xsl:when><xsl:otherwise><t:t note="in place of a date that is missing">the first time</t:t></xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:choose>
    <xsl:when test="$g/@state = 'reached'"><t:t T="{$T}" since="{$since}" way="{$g/@way}">The target, level %{T}, is reached: the gap of %{way} (%{since}) has been closed.</t:t></xsl:when>
    <xsl:when test="$g/@state = 'before'"><t:t T="{$T}" since="{$since}">The target, level %{T}, had been reached already (%{since}).</t:t></xsl:when>
    <xsl:when test="$g/@state = 'lost'"><t:t T="{$T}" since="{$since}">Level %{T} was reached before (%{since}) but no longer is.</t:t></xsl:when>
    <xsl:when test="$g/@state = 'barred'"><t:t T="{$T}">The score for level %{T} is reached; a condition of the policy is not.</t:t></xsl:when>
    <xsl:when test="$g/@state = 'back'"><t:t T="{$T}" left="{$g/@left}" since="{$since}">The gap to level %{T} has widened since %{since} and is now %{left}.</t:t></xsl:when>
    <xsl:when test="$g/@state = 'still'"><t:t T="{$T}" left="{$g/@left}" since="{$since}">The gap to level %{T} is unchanged since %{since}: %{left}.</t:t></xsl:when>
    <xsl:otherwise><t:t p="{$g/@percent}" T="{$T}" left="{$g/@left}" since="{$since}">Since %{since}, %{p}% of the gap to level %{T} has been closed; %{left} remains.</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="V-domains">
  <xsl:variable name="up" select="$now/d:part[@id = $now/@risen]"/>
  <xsl:variable name="down" select="$now/d:part[@id = $now/@fallen]"/>
  <xsl:choose>
    <xsl:when test="$up and $down"><t:t D1="{$up/@name}" c1="{$up/@change}" D2="{$down/@name}" c2="{$down/@change}">%{D1} rose most (%{c1}), %{D2} fell most (%{c2}).</t:t></xsl:when>
    <xsl:when test="$up"><t:t D="{$up/@name}" c="{$up/@change}">%{D} rose most (%{c}); no domain fell.</t:t></xsl:when>
    <xsl:otherwise><t:t D="{$down/@name}" c="{$down/@change}">%{D} fell most (%{c}); no domain rose.</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Over criteria and items where sets of another edition stand beside: of which dates this is. -->
<xsl:template name="of-which-dates">
  <xsl:if test="$beside">
    <p class="note"><t:t from="{f:day($first)}" to="{f:day($last)}" is="{f:edition($last)}" of="{f:edition($beside)}">From %{from} to %{to}, both of the %{is}. What changed since the %{of} is in the appendix, from date to date.</t:t></p>
  </xsl:if>
</xsl:template>

<!-- ======== A: what to bear in mind ======== -->

<xsl:template name="A">
  <xsl:if test="$c/@strangers"><w><t:t names="{t:list($sets/@name)}">These are not all of one enterprise: %{names}.</t:t></w></xsl:if>
  <xsl:choose>
    <xsl:when test="$beside"><w><t:t of="{f:edition($beside)}" is="{f:edition($last)}">※ The %{of} asks for different things: its scores stand beside those of the %{is} and are never subtracted.</t:t></w></xsl:when>
    <xsl:when test="$c/@editions &gt; 1"><w><t:t>※ Scores of two editions stand side by side and are never subtracted: they ask for different things.</t:t></w></xsl:when>
  </xsl:choose>
  <xsl:for-each select="$open-sets">
    <w><t:t date="{f:day(.)}" n="{@unanswered}" one="%{date}: %{n} unanswered criterion counts as not met.">%{date}: %{n} unanswered criteria count as not met.</t:t></w>
  </xsl:for-each>
  <xsl:if test="$q/@superseded and contains($q/@standard, '2018')">
    <w><t:t date="{$q/@replaced-on}" prose="{t:date($q/@replaced-on)}"
      note="zh takes date, en prose">Based on the 2018 edition; the 2025 edition is in force since %{prose}. Confirm which one applies.</t:t></w>
  </xsl:if>
  <xsl:if test="not($c/@true-to-dates)"><w><t:t>Dates are missing or equal: charts set them evenly apart.</t:t></w></xsl:if>
  <xsl:if test="not($p/@default)"><w><t:t policy="{$p/@name}">Scored under %{policy}; not comparable with other policies.</t:t></w></xsl:if>
</xsl:template>

</xsl:stylesheet>
