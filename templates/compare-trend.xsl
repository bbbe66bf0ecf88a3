<?xml version="1.0" encoding="UTF-8"?>
<!-- The way in time, and item by item. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<xsl:template name="trend">
  <chapter id="trend">
    <t:t as="theme">Over time</t:t>
    <t:t as="eyebrow">Over time</t:t>
    <t:t as="bookmark">Over time</t:t>
    <h1><xsl:call-template name="T"/></h1>
    <xsl:choose>
      <xsl:when test="$c/@sets = 2 and not($crossed)"><xsl:call-template name="slope"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="overall-trend"/>
        <xsl:for-each select="$c/d:series[@n &gt; 1]"><xsl:call-template name="small-multiples"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$now/d:progress"><xsl:call-template name="progress"/></xsl:if>
  </chapter>
</xsl:template>

<!-- The whole way in one line: of one edition first to last, of several each for itself. -->
<xsl:template name="T">
  <xsl:choose>
    <xsl:when test="$c/@editions &gt; 1"><t:t n="{$c/@sets}" e="{$c/@editions}">%{n} dates, %{e} editions, each read by itself</t:t></xsl:when>
    <xsl:when test="$now/d:progress/@percent and $now/d:progress/@state = 'on'">
      <t:t p="{$now/d:progress/@percent}" T="{$T}" from="{$now/@from}" to="{$now/@to}">From %{from} to %{to}: %{p}% of the gap to level %{T} closed</t:t>
    </xsl:when>
    <xsl:when test="$now/@change-h = 0"><t:t s="{$now/@to}">%{s} at first and at last</t:t></xsl:when>
    <xsl:otherwise><t:t from="{$now/@from}" to="{$now/@to}" change="{$now/@change}">From %{from} to %{to}, a difference of %{change}</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="slope">
  <chart kind="slope" height="300">
    <xsl:attribute name="from-label"><xsl:value-of select="f:short-day($first)"/></xsl:attribute>
    <xsl:attribute name="to-label"><xsl:value-of select="f:short-day($last)"/></xsl:attribute>
    <xsl:attribute name="title"><xsl:call-template name="F"/></xsl:attribute>
    <t:t as="sub">Score of each domain; solid: up or level, dashed: down; dashed orange across: target</t:t>
    <xsl:attribute name="alt"><xsl:call-template name="domains-in-words"/></xsl:attribute>
    <xsl:call-template name="thresholds"/>
    <xsl:for-each select="$now/d:part[@change]"><row name="{@name}" short="{@short}" from="{@from}" to="{@to}" diff="{@change}"/></xsl:for-each>
  </chart>
  <xsl:if test="$now/d:part[not(@change)]">
    <p class="note"><t:t x="{t:list($now/d:part[not(@change)]/@name, 'domain')}">Left out, without a score on one of the dates: %{x}.</t:t></p>
  </xsl:if>
</xsl:template>

<xsl:template name="overall-trend">
  <chart kind="trend" height="164">
    <t:t as="title">Overall score</t:t>
    <xsl:choose>
      <xsl:when test="$c/@true-to-dates"><t:t as="sub">0–5; dates true to scale; hollow: the first date of the edition, dotted on from there; dashed: where levels begin, orange: target</t:t></xsl:when>
      <xsl:otherwise><t:t as="sub">0–5; dates evenly apart; hollow: the first date of the edition, dotted on from there; dashed: where levels begin, orange: target</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:attribute name="alt"><xsl:for-each select="$sets"><xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if><xsl:value-of select="concat(f:short-day(.), ' ', @standard, ' ', @score)"/></xsl:for-each></xsl:attribute>
    <xsl:call-template name="thresholds"/>
    <xsl:for-each select="$c/d:series"><series no="{@no}" label="{@standard}" short="{f:year(.)}"/></xsl:for-each>
    <xsl:for-each select="$sets">
      <row at="{@at}" label="{f:short-day(.)}" series="{@series}">
        <xsl:choose>
          <xsl:when test="@nothing"><t:t as="na">n/a</t:t></xsl:when>
          <xsl:otherwise><xsl:attribute name="value"><xsl:value-of select="@score"/></xsl:attribute></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@no = $c/d:series/@first"><xsl:attribute name="baseline">yes</xsl:attribute></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
  <xsl:if test="$c/@editions &gt; 1">
    <p class="note"><t:t>The vertical line marks a change of edition: scores on its two sides are not joined.</t:t></p>
  </xsl:if>
</xsl:template>

<!-- Three a row, all on one scale; the heading stays with the first row. -->
<xsl:template name="small-multiples">
  <xsl:variable name="series" select="."/>
  <group>
    <h3>
      <xsl:choose>
        <xsl:when test="$c/@editions &gt; 1"><t:t standard="{@standard}" n="{@n}">Domains under %{standard}, %{n} dates</t:t></xsl:when>
        <xsl:otherwise><t:t n="{@n}">Domains over %{n} dates</t:t></xsl:otherwise>
      </xsl:choose>
    </h3>
    <p class="sub"><t:t>All on one scale, 0–5; the first and the last value are printed; dashed orange: target</t:t></p>
    <xsl:for-each select="d:part[1]"><xsl:call-template name="three-trends"><xsl:with-param name="series" select="$series"/></xsl:call-template></xsl:for-each>
  </group>
  <xsl:for-each select="d:part[position() &gt; 1 and position() mod 3 = 1]"><xsl:call-template name="three-trends"><xsl:with-param name="series" select="$series"/></xsl:call-template></xsl:for-each>
</xsl:template>
<xsl:template name="three-trends">
  <xsl:param name="series"/>
  <columns>
    <xsl:for-each select=". | following-sibling::d:part[position() &lt;= 2]">
      <column col="{4 * position() - 3}" span="4"><xsl:call-template name="small-trend"><xsl:with-param name="series" select="$series"/></xsl:call-template></column>
    </xsl:for-each>
  </columns>
</xsl:template>
<xsl:template name="small-trend">
  <xsl:param name="series"/>
  <chart kind="trend" small="yes" height="66" title="{@short}">
    <xsl:if test="@change"><xsl:attribute name="title"><xsl:value-of select="concat(@short, ' ', @change)"/></xsl:attribute></xsl:if>
    <xsl:attribute name="alt"><xsl:value-of select="@name"/><xsl:for-each select="d:at[@score]"><xsl:value-of select="concat(' ', @score)"/></xsl:for-each></xsl:attribute>
    <xsl:call-template name="thresholds"/>
    <series no="{$series/@no}" label="{$series/@standard}"/>
    <xsl:for-each select="d:at">
      <row at="{key('set', @set)/@at - key('set', $series/@first)/@at}" label="{f:short-day(key('set', @set))}" series="{$series/@no}">
        <xsl:choose>
          <xsl:when test="@score"><xsl:attribute name="value"><xsl:value-of select="@score"/></xsl:attribute></xsl:when>
          <xsl:otherwise><t:t as="na">n/a</t:t></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@set = $series/@first"><xsl:attribute name="baseline">yes</xsl:attribute></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<xsl:template name="progress">
  <xsl:variable name="g" select="$now/d:progress"/>
  <group>
    <h3><t:t T="{$T}">Baseline, progress, target: level %{T}</t:t></h3>
    <table>
      <col w="150"/><col w="90"/><col w="60" align="right"/><col w="183"/>
      <tbody>
        <tr><td><t:t>Baseline: the edition’s first date</t:t></td><td><xsl:value-of select="f:short-day(key('set', $now/@first))"/></td><td class="strong"><xsl:value-of select="$now/@from"/></td><td><xsl:value-of select="f:level-short($now/@from-level)"/></td></tr>
        <tr><td><t:t>Last date</t:t></td><td><xsl:value-of select="f:short-day(key('set', $now/@last))"/></td><td class="strong"><xsl:value-of select="$now/@to"/></td><td><xsl:value-of select="f:level-short($now/@to-level)"/></td></tr>
        <tr><td><t:t>Target: where the level begins</t:t></td><td/><td class="strong"><xsl:value-of select="$a/@threshold"/></td><td><xsl:value-of select="f:level-short($T)"/></td></tr>
        <xsl:if test="$g/@percent"><tr class="total"><td><t:t>Share of the gap closed</t:t></td><td><bar v="{$g/@percent}" max="100" w="80"/></td><td><xsl:value-of select="concat($g/@percent, '%')"/></td><td><xsl:if test="$g/@left"><t:t gap="{$g/@left}">%{gap} to go</t:t></xsl:if></td></tr></xsl:if>
      </tbody>
    </table>
    <p class="note"><xsl:call-template name="V-progress"/></p>
  </group>
</xsl:template>

<!-- ======== Items ======== -->

<xsl:template name="items">
  <chapter id="items" continue="yes">
    <t:t as="theme">Item by item</t:t>
    <t:t as="eyebrow">Item by item</t:t>
    <t:t as="bookmark">Item by item</t:t>
    <h1><xsl:call-template name="I"/></h1>
    <xsl:call-template name="of-which-dates"/>
    <xsl:for-each select="$now[@n &gt; 1]"><xsl:call-template name="items-of-series"/></xsl:for-each>
    <xsl:for-each select="$c/d:series[@n &gt; 1][@no != $now/@no]"><xsl:call-template name="items-of-series"/></xsl:for-each>
    <xsl:if test="$bridge/d:side"><xsl:call-template name="sides"/></xsl:if>
    <xsl:if test="$crossed and not($bridge/d:side) and not($c/d:series[@n &gt; 1])"><p><t:t>No crosswalk leads between these editions; only the scores stand side by side.</t:t></p></xsl:if>
  </chapter>
</xsl:template>
<xsl:template name="I">
  <xsl:variable name="more" select="count($whole/d:side[@better &gt; @worse])"/>
  <xsl:variable name="fewer" select="count($whole/d:side[@worse &gt; @better])"/>
  <xsl:variable name="all" select="count($now/d:part/d:row)"/>
  <xsl:choose>
    <xsl:when test="not($known)"><t:t>Two editions without a crosswalk: side by side</t:t></xsl:when>
    <xsl:when test="$crossed and $fewer = 0"><t:t n="{$more}" one="In %{n} item more criteria got better than worse, in none the reverse">In %{n} items more criteria got better than worse, in none the reverse</t:t></xsl:when>
    <xsl:when test="$crossed"><t:t n="{$more}" k="{$fewer}" one="In %{n} item more criteria got better than worse, in %{k} the reverse">In %{n} items more criteria got better than worse, in %{k} the reverse</t:t></xsl:when>
    <xsl:when test="$now/d:rises/@n = 0 and $now/d:falls/@n = 0"><t:t all="{$all}">The scores of all %{all} items are as they were</t:t></xsl:when>
    <xsl:when test="$now/d:falls/@n = 0"><t:t k="{$now/d:rises/@n}" all="{$all}">Of %{all} items %{k} rose and none fell</t:t></xsl:when>
    <xsl:when test="$now/d:rises/@n = 0"><t:t k="{$now/d:falls/@n}" all="{$all}">Of %{all} items %{k} fell and none rose</t:t></xsl:when>
    <xsl:otherwise><t:t up="{$now/d:rises/@n}" down="{$now/d:falls/@n}" all="{$all}">Of %{all} items %{up} rose and %{down} fell</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- At most five dates: the first and the last four; the others are in the JSON of dcmm compare. -->
<xsl:template name="items-of-series">
  <xsl:variable name="series" select="."/>
  <xsl:variable name="shown" select="$sets[@series = $series/@no][position() = 1 or position() &gt; last() - 4]"/>
  <xsl:if test="$c/@editions &gt; 1"><h2><xsl:value-of select="@standard"/><xsl:if test="$beside and @no != $now/@no"> ※</xsl:if></h2></xsl:if>
  <table class="grid">
    <col w="34"/><col w="{483 - 34 - 56 * count($shown) - 50}"/><xsl:for-each select="$shown"><col w="56" align="right"/></xsl:for-each><col w="50" align="right"/>
    <thead><tr><th><t:t>Id</t:t></th><th><t:t>Item</t:t></th><xsl:for-each select="$shown"><th><xsl:value-of select="f:short-day(.)"/></th></xsl:for-each><th><t:t>Change</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="d:part">
        <tr class="group"><xsl:call-template name="figures-of"><xsl:with-param name="shown" select="$shown"/></xsl:call-template></tr>
        <xsl:for-each select="d:row"><tr><xsl:call-template name="figures-of"><xsl:with-param name="shown" select="$shown"/></xsl:call-template></tr></xsl:for-each>
      </xsl:for-each>
      <tr class="total">
        <td/><td><t:t>Overall</t:t></td>
        <xsl:for-each select="$shown"><td><xsl:value-of select="@score"/></td></xsl:for-each>
        <td><xsl:call-template name="signed"><xsl:with-param name="of" select="."/></xsl:call-template></td>
      </tr>
    </tbody>
  </table>
  <xsl:if test="@n &gt; count($shown)">
    <p class="note"><t:t n="{@n - count($shown)}" one="%{n} date between is not shown; dcmm compare --format json has it.">%{n} dates between are not shown; dcmm compare --format json has them.</t:t></p>
  </xsl:if>
  <p class="note">
    <xsl:if test="d:part/d:at[@set = $shown/@no][not(@score)] or d:part/d:row/d:at[@set = $shown/@no][not(@score)]"><t:t>—: nothing applies on that date.</t:t><xsl:value-of select="$sp"/></xsl:if>
    <t:t>Change: the last printed number less the first.</t:t>
  </p>
</xsl:template>
<xsl:template name="figures-of">
  <xsl:param name="shown"/>
  <xsl:variable name="row" select="."/>
  <td class="muted"><xsl:value-of select="@id"/></td>
  <td><xsl:value-of select="@name"/></td>
  <xsl:for-each select="$shown"><td><xsl:value-of select="$row/d:at[@set = current()/@no]/@score"/></td></xsl:for-each>
  <td><xsl:call-template name="signed"><xsl:with-param name="of" select="."/></xsl:call-template></td>
</xsl:template>

<!-- Two editions: the item, and where it comes from; nothing is subtracted. -->
<xsl:template name="sides">
  <xsl:variable name="old" select="$sets[@no = $bridge/@from][not($bridge/@backwards)] | $sets[@no = $bridge/@to][$bridge/@backwards]"/>
  <xsl:variable name="young" select="$sets[@no = $bridge/@from][$bridge/@backwards] | $sets[@no = $bridge/@to][not($bridge/@backwards)]"/>
  <h2><t:t e1="{$old/@standard}" e2="{$young/@standard}" d1="{f:short-day($old)}" d2="{f:short-day($young)}">%{e2} (%{d2}) beside %{e1} (%{d1}) ※</t:t></h2>
  <table class="grid">
    <col w="34"/><col w="146"/><col w="50" align="right"/><col w="173"/><col w="40" align="right"/><col w="40" align="right"/>
    <thead><tr><th><t:t>Id</t:t></th><th><t:t>Item</t:t></th><th><t:t>Score</t:t></th><th><t:t>Comes from (score there)</t:t></th><th><t:t>Better</t:t></th><th><t:t>Worse</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$bridge/d:side">
        <tr>
          <td class="muted"><xsl:value-of select="@id"/></td>
          <td><xsl:value-of select="@name"/></td>
          <td class="strong"><xsl:value-of select="@score"/></td>
          <td>
            <xsl:for-each select="d:was">
              <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
              <nobr><xsl:value-of select="concat(@id, ' ')"/><b><xsl:value-of select="@score"/><xsl:if test="not(@score)">—</xsl:if></b></nobr>
            </xsl:for-each>
            <xsl:if test="not(d:was)"><muted><t:t note="an item that the old edition has not">new</t:t></muted></xsl:if>
          </td>
          <td><xsl:value-of select="@better"/></td>
          <td><xsl:choose><xsl:when test="@worse &gt; 0"><em><xsl:value-of select="@worse"/></em></xsl:when><xsl:otherwise>0</xsl:otherwise></xsl:choose></td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
  <p class="note"><t:t>※ The scores of the two columns are of two editions: beside each other, never subtracted. Better, worse: criteria compared over the crosswalk.</t:t></p>
</xsl:template>

</xsl:stylesheet>
