<?xml version="1.0" encoding="UTF-8"?>
<!-- Criterion by criterion, from the base to the last set: what got better, what got worse, what changed otherwise, what only
     one of two editions has; and from each date to the next. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<!-- ======== Better, worse ======== -->

<xsl:template name="better">
  <xsl:if test="$known">
    <chapter id="better">
      <t:t as="theme">What got better</t:t>
      <t:t as="eyebrow">What got better</t:t>
      <t:t as="bookmark">What got better</t:t>
      <h1>
        <xsl:choose>
          <xsl:when test="$whole/@better = 0"><t:t>No criterion got better</t:t></xsl:when>
          <xsl:otherwise><t:t n="{$whole/@better}" d="{count($whole/d:changed[@better &gt; 0])}" one="%{n} criterion got better">%{n} criteria got better, in %{d} domains</t:t></xsl:otherwise>
        </xsl:choose>
      </h1>
      <xsl:call-template name="of-which-dates"/>
      <xsl:if test="$whole/@better &gt; 0">
        <xsl:call-template name="changes"><xsl:with-param name="kind" select="'better'"/></xsl:call-template>
        <p class="note"><t:t>Evidence given for the last answer; bold: new since the first.</t:t><xsl:if test="$crossed"><xsl:value-of select="$sp"/><xsl:call-template name="mark-in-words"/></xsl:if></p>
      </xsl:if>
    </chapter>
  </xsl:if>
</xsl:template>

<xsl:template name="worse">
  <xsl:if test="$known">
    <chapter id="worse" continue="yes">
      <t:t as="theme">What got worse</t:t>
      <t:t as="eyebrow">What got worse</t:t>
      <t:t as="bookmark">What got worse</t:t>
      <h1>
        <xsl:choose>
          <xsl:when test="$whole/@worse = 0"><t:t>No criterion got worse</t:t></xsl:when>
          <xsl:otherwise><t:t n="{$whole/@worse}" d="{count($whole/d:changed[@worse &gt; 0])}" one="%{n} criterion got worse">%{n} criteria got worse, in %{d} domains</t:t></xsl:otherwise>
        </xsl:choose>
      </h1>
      <xsl:call-template name="of-which-dates"/>
      <xsl:if test="$whole/@worse &gt; 0">
        <xsl:call-template name="changes"><xsl:with-param name="kind" select="'worse'"/></xsl:call-template>
        <p class="note"><t:t>A lower value may reflect stricter judgement rather than a step back; the note of the last answer gives the reason.</t:t><xsl:if test="$crossed"><xsl:value-of select="$sp"/><xsl:call-template name="mark-in-words"/></xsl:if></p>
      </xsl:if>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="mark-in-words"><t:t>※ The criterion is not the same in both editions: those it comes from, and its relation to them, are given below it.</t:t></xsl:template>

<!-- A line for each domain, and under it its criteria. -->
<xsl:template name="changes">
  <xsl:param name="kind"/>
  <table size="8.2" class="grid cards">
    <xsl:choose>
      <xsl:when test="$zh"><col w="54"/><col w="195"/><col w="66"/><col w="66"/><col w="102"/></xsl:when>
      <xsl:otherwise><col w="54"/><col w="183"/><col w="64"/><col w="64"/><col w="118"/></xsl:otherwise>
    </xsl:choose>
    <thead>
      <tr>
        <th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t note="the first value of two">Before</t:t></th><th><t:t note="the last value of two">Now</t:t></th>
        <th><xsl:choose><xsl:when test="$kind = 'better'"><t:t>Evidence</t:t></xsl:when><xsl:otherwise><t:t>Note</t:t></xsl:otherwise></xsl:choose></th>
      </tr>
    </thead>
    <tbody>
      <xsl:for-each select="$whole/d:changed[d:change/@kind = $kind]">
        <tr class="group"><td colspan="5"><xsl:value-of select="concat(@id, ' ', @name, ' · ', count(d:change[@kind = $kind]))"/></td></tr>
        <xsl:for-each select="d:change[@kind = $kind]">
          <tr>
            <td><xsl:call-template name="changed-ref"/></td>
            <td><xsl:value-of select="@text"/><xsl:call-template name="origin"/></td>
            <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@from"/></xsl:call-template></td>
            <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@to"/></xsl:call-template></td>
            <td><xsl:choose><xsl:when test="$kind = 'better'"><xsl:call-template name="stands-for-it"/></xsl:when><xsl:otherwise><xsl:value-of select="@note"/></xsl:otherwise></xsl:choose></td>
          </tr>
        </xsl:for-each>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>
<xsl:template name="changed-ref"><nobr><xsl:value-of select="@ref"/><xsl:if test="@origin"><sup>※</sup></xsl:if></nobr></xsl:template>
<xsl:template name="origin"><xsl:if test="@origin"><br/><muted><small><xsl:value-of select="@origin"/></small></muted></xsl:if></xsl:template>
<!-- New titles first, two in all. -->
<xsl:template name="stands-for-it">
  <xsl:variable name="fresh" select="d:evidence[@fresh]"/>
  <xsl:variable name="old" select="d:evidence[not(@fresh)]"/>
  <xsl:for-each select="$fresh[position() &lt;= 2]"><xsl:if test="position() &gt; 1"><br/></xsl:if><b><xsl:value-of select="@title"/></b></xsl:for-each>
  <xsl:for-each select="$old[position() &lt;= 2 - count($fresh)]"><xsl:if test="position() &gt; 1 or $fresh"><br/></xsl:if><xsl:value-of select="@title"/></xsl:for-each>
  <xsl:if test="count(d:evidence) &gt; 2"><br/><muted><t:t n="{count(d:evidence) - 2}">and %{n} more</t:t></muted></xsl:if>
  <xsl:if test="not(d:evidence)"><muted><t:t note="of evidence">none</t:t></muted></xsl:if>
</xsl:template>

<!-- ======== Otherwise ======== -->

<xsl:template name="otherwise">
  <xsl:if test="$known and ($whole/@answered + $whole/@open + $whole/@na + $whole/@applies + $whole/@even) &gt; 0">
    <chapter id="otherwise" continue="yes">
      <t:t as="theme">What changed otherwise</t:t>
      <t:t as="eyebrow">What changed otherwise</t:t>
      <t:t as="bookmark">What changed otherwise</t:t>
      <h1>
        <t:t n="{$whole/@answered + $whole/@open + $whole/@na + $whole/@applies + $whole/@even}"
             one="%{n} criterion changed, and cannot be called better or worse">%{n} criteria changed, and cannot be called better or worse</t:t>
      </h1>
      <xsl:call-template name="of-which-dates"/>
      <xsl:call-template name="other-kind"><xsl:with-param name="kind" select="'answered'"/></xsl:call-template>
      <xsl:call-template name="other-kind"><xsl:with-param name="kind" select="'open'"/></xsl:call-template>
      <xsl:call-template name="other-kind"><xsl:with-param name="kind" select="'na'"/></xsl:call-template>
      <xsl:call-template name="other-kind"><xsl:with-param name="kind" select="'applies'"/></xsl:call-template>
      <xsl:call-template name="other-kind"><xsl:with-param name="kind" select="'even'"/></xsl:call-template>
      <xsl:if test="$crossed"><p class="note"><xsl:call-template name="mark-in-words"/></p></xsl:if>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="other-kind">
  <xsl:param name="kind"/>
  <xsl:variable name="rows" select="$whole/d:changed/d:change[@kind = $kind]"/>
  <xsl:if test="$rows">
    <h2>
      <xsl:choose>
        <xsl:when test="$kind = 'answered'"><t:t n="{count($rows)}">Answered since: %{n}</t:t></xsl:when>
        <xsl:when test="$kind = 'open'"><t:t n="{count($rows)}">Answered then, not now: %{n}</t:t></xsl:when>
        <xsl:when test="$kind = 'na'"><t:t n="{count($rows)}">Not applicable any more: %{n}</t:t></xsl:when>
        <xsl:when test="$kind = 'applies'"><t:t n="{count($rows)}">Applicable now: %{n}</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($rows)}">Another value that counts the same: %{n}</t:t></xsl:otherwise>
      </xsl:choose>
    </h2>
    <xsl:call-template name="changes"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- ======== What only one edition has ======== -->

<xsl:template name="editions">
  <xsl:if test="$bridge/d:fresh or $bridge/d:fate">
    <chapter id="editions" class="appendix">
      <t:t as="theme">Appendix: only in one edition</t:t>
      <t:t as="eyebrow">Appendix: only in one edition</t:t>
      <t:t as="bookmark">Appendix: only in one edition</t:t>
      <h1><t:t n="{count($bridge/d:fresh)}" k="{count($bridge/d:fate[@kind = 'withdrawn'])}" s="{count($bridge/d:fate[@kind != 'withdrawn'])}">%{n} new, %{k} withdrawn, %{s} split or merged</t:t></h1>
      <xsl:if test="$bridge/d:fresh">
        <h2><t:t n="{count($bridge/d:fresh)}">New: %{n}</t:t></h2>
        <table size="8.2" class="grid cards">
          <col w="54"/><col w="353"/><col w="76"/>
          <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Answer</t:t></th></tr></thead>
          <tbody>
            <xsl:for-each select="$bridge/d:fresh">
              <xsl:if test="not(preceding-sibling::d:fresh[1]/@domain = @domain)"><tr class="group"><td colspan="3"><xsl:value-of select="concat(@domain, ' ', f:young-domain(@domain))"/></td></tr></xsl:if>
              <tr><td><nobr><xsl:value-of select="@ref"/></nobr></td><td><xsl:value-of select="@text"/></td><td><xsl:call-template name="mark"><xsl:with-param name="value" select="@value"/></xsl:call-template></td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:if>
      <xsl:call-template name="fates"><xsl:with-param name="rows" select="$bridge/d:fate[@kind = 'withdrawn']"/><xsl:with-param name="kind" select="'withdrawn'"/></xsl:call-template>
      <xsl:call-template name="fates"><xsl:with-param name="rows" select="$bridge/d:fate[@kind = 'split']"/><xsl:with-param name="kind" select="'split'"/></xsl:call-template>
      <xsl:call-template name="fates"><xsl:with-param name="rows" select="$bridge/d:fate[@kind = 'merged' or @kind = 'both']"/><xsl:with-param name="kind" select="'merged'"/></xsl:call-template>
      <p class="note"><t:t>Withdrawn criteria have no counterpart in the newer edition, and new ones none in the older: each counts in its own edition alone. A merged criterion is compared by the lowest value of those it comes from.</t:t></p>
    </chapter>
  </xsl:if>
</xsl:template>
<func:function name="f:young-domain">
  <xsl:param name="id"/>
  <func:result select="string($c/d:series[@edition = $bridge/@edition]/d:part[@id = $id]/@name)"/>
</func:function>
<xsl:template name="fates">
  <xsl:param name="rows"/>
  <xsl:param name="kind"/>
  <xsl:if test="$rows">
    <h2>
      <xsl:choose>
        <xsl:when test="$kind = 'withdrawn'"><t:t n="{count($rows)}">Withdrawn: %{n}</t:t></xsl:when>
        <xsl:when test="$kind = 'split'"><t:t n="{count($rows)}">Split into several: %{n}</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($rows)}">Merged with others: %{n}</t:t></xsl:otherwise>
      </xsl:choose>
    </h2>
    <table size="8.2" class="grid cards">
      <col w="54"/><col w="253"/><col w="76"/><col w="100"/>
      <thead><tr><th><t:t>Id there</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Answer</t:t></th><th><t:t>Has become</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$rows">
          <tr>
            <td><nobr><xsl:value-of select="@ref"/></nobr></td><td><xsl:value-of select="@text"/></td>
            <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@value"/></xsl:call-template></td>
            <td><xsl:for-each select="d:heir"><xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if><nobr><xsl:value-of select="@ref"/></nobr></xsl:for-each></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:if>
</xsl:template>

<!-- ======== From each date to the next ======== -->

<xsl:template name="steps">
  <xsl:variable name="steps" select="$c/d:step[not(@whole)]"/>
  <xsl:if test="$steps">
    <chapter id="steps" class="appendix">
      <t:t as="theme">Appendix: from date to date</t:t>
      <t:t as="eyebrow">Appendix: from date to date</t:t>
      <t:t as="bookmark">Appendix: from date to date</t:t>
      <h1><t:t n="{count($steps)}">%{n} steps, each with all that changed in it</t:t></h1>
      <xsl:for-each select="$steps"><xsl:call-template name="one-step"/></xsl:for-each>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="one-step">
  <xsl:variable name="from" select="key('set', @from)"/>
  <xsl:variable name="to" select="key('set', @to)"/>
  <h2>
    <xsl:choose>
      <xsl:when test="@editions"><t:t a="{@from}" b="{@to}" d1="{f:short-day($from)}" d2="{f:short-day($to)}" e1="{$from/@standard}" e2="{$to/@standard}">%{a} → %{b}: %{d1} (%{e1}) to %{d2} (%{e2}) ※</t:t></xsl:when>
      <xsl:otherwise><t:t a="{@from}" b="{@to}" d1="{f:short-day($from)}" d2="{f:short-day($to)}" s1="{$from/@score}" s2="{$to/@score}">%{a} → %{b}: %{d1} to %{d2}, %{s1} → %{s2}</t:t></xsl:otherwise>
    </xsl:choose>
  </h2>
  <xsl:choose>
    <xsl:when test="not(@compared)"><p><t:t>No crosswalk leads between these editions; only the scores stand side by side.</t:t></p></xsl:when>
    <xsl:otherwise>
      <p><t:t n="{@compared}" b="{@better}" w="{@worse}" o="{@answered + @open + @na + @applies + @even}" new="{@new}">%{n} criteria compared: %{b} better, %{w} worse, %{o} otherwise; %{new} new.</t:t></p>
      <xsl:if test="d:changed">
        <table size="8.2" class="grid cards">
          <col w="54"/><col w="285"/><col w="72"/><col w="72"/>
          <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t note="the first value of two">Before</t:t></th><th><t:t note="the last value of two">Now</t:t></th></tr></thead>
          <tbody>
            <xsl:for-each select="d:changed/d:change">
              <tr>
                <td><xsl:call-template name="changed-ref"/></td><td><xsl:value-of select="@text"/></td>
                <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@from"/></xsl:call-template></td>
                <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@to"/></xsl:call-template></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:if>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
