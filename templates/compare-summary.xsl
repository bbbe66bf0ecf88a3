<?xml version="1.0" encoding="UTF-8"?>
<!-- The cover, the summary on one page, contents and basis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r f">

<!-- No score: a cover is seen by people who may not see the result. -->
<xsl:template name="cover">
  <cover title="{f:kind()}" subtitle="数据管理能力成熟度对比报告" name="{f:enterprise()}" status="{f:span()}">
    <xsl:if test="$zh"><xsl:attribute name="subtitle">DCMM comparison</xsl:attribute></xsl:if>
    <t:t as="confidential">For internal use in the enterprise</t:t>
    <fact>
      <xsl:choose>
        <xsl:when test="$c/@editions &gt; 1"><t:t as="label">Editions</t:t></xsl:when>
        <xsl:otherwise><t:t as="label">Edition</t:t></xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="t:list($c/d:series/@standard, 'id')"/>
    </fact>
    <fact><t:t as="label">Scoring policy</t:t><t:t name="{$p/@name}" version="{$p/@version}">%{name}, version %{version}</t:t></fact>
    <fact><t:t as="label">First date</t:t><xsl:value-of select="f:day($sets[1])"/></fact>
    <fact><t:t as="label">Last date</t:t><xsl:value-of select="f:day($last)"/></fact>
    <fact><t:t as="label">Sets of answers</t:t><xsl:value-of select="$c/@sets"/></fact>
  </cover>
</xsl:template>

<!-- ======== The summary ======== -->

<xsl:template name="summary">
  <page id="summary" tag="{f:span($first)}">
    <t:t as="theme">Summary</t:t>
    <t:t as="eyebrow">Summary on one page</t:t>
    <t:t as="bookmark">Summary</t:t>
    <h1><xsl:call-template name="K"/></h1>
    <frame col="1" span="12" y="135"><xsl:call-template name="V"/></frame>
    <frame col="1" span="12" y="178"><xsl:call-template name="three-figures"/></frame>
    <xsl:choose>
      <xsl:when test="$crossed"><xsl:call-template name="summary-of-two"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="summary-of-one"/></xsl:otherwise>
    </xsl:choose>
    <frame col="1" span="12" y="706"><xsl:call-template name="foremost"/></frame>
    <frame col="1" span="12" y="738"><strip><xsl:call-template name="basis-strip"/></strip></frame>
  </page>
</xsl:template>

<xsl:template name="summary-of-one">
  <frame col="1" span="12" y="240"><xsl:call-template name="ruler"/></frame>
  <frame col="1" span="7" y="346"><xsl:call-template name="dumbbell"/></frame>
  <frame col="8" span="5" y="346"><xsl:call-template name="risen"/><xsl:call-template name="fallen"/></frame>
  <frame col="1" span="6" y="614"><xsl:call-template name="remains"/></frame>
  <frame col="7" span="6" y="614"><xsl:call-template name="decisions"/></frame>
</xsl:template>

<!-- Two editions: two axes, each with its edition's name; what can be compared are criteria. -->
<xsl:template name="summary-of-two">
  <frame col="1" span="6" y="240"><xsl:call-template name="bars"><xsl:with-param name="of" select="$first"/></xsl:call-template></frame>
  <frame col="7" span="6" y="240"><xsl:call-template name="bars"><xsl:with-param name="of" select="$last"/></xsl:call-template></frame>
  <xsl:if test="$known">
    <frame col="1" span="6" y="470"><xsl:call-template name="risen"/></frame>
    <frame col="7" span="6" y="470"><xsl:call-template name="fallen"/></frame>
  </xsl:if>
  <frame col="1" span="6" y="614"><xsl:call-template name="remains"/></frame>
  <frame col="7" span="6" y="614"><xsl:call-template name="decisions"/></frame>
</xsl:template>

<!-- The change is the news; of two editions there is none. What stands beside it has its mark. -->
<xsl:template name="three-figures">
  <figures dir="row">
    <xsl:choose>
      <xsl:when test="$crossed">
        <figure value="{$last/@score} ※"><t:t as="label" y1="{f:year($first)}" s="{$first/@score}" y2="{f:year($last)}" note="years of editions">score, %{y2} (%{y1}: %{s})</t:t></figure>
      </xsl:when>
      <xsl:when test="not($now/@change)"><figure value="—"><t:t as="label">score: no difference to be told</t:t></figure></xsl:when>
      <xsl:otherwise>
        <figure value="{$now/@change}"><t:t as="label" from="{$first/@score}" to="{$last/@score}">score: %{from} → %{to}</t:t></figure>
      </xsl:otherwise>
    </xsl:choose>
    <figure>
      <xsl:attribute name="value">
        <xsl:choose>
          <xsl:when test="$crossed"><xsl:value-of select="concat($last/@level, ' ※')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($first/@level, ' → ', $last/@level)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:choose>
        <xsl:when test="$crossed"><t:t as="label" y1="{f:year($first)}" l="{$first/@level}" y2="{f:year($last)}" note="years of editions">level, %{y2} (%{y1}: %{l})</t:t></xsl:when>
        <xsl:when test="$first/@level = $last/@level"><t:t as="label">level, the same</t:t></xsl:when>
        <xsl:otherwise><t:t as="label">level</t:t></xsl:otherwise>
      </xsl:choose>
    </figure>
    <xsl:if test="$known">
      <figure value="{concat($whole/@better, ' / ', $whole/@worse)}"><t:t as="label">criteria better / worse</t:t></figure>
    </xsl:if>
    <xsl:if test="$beside">
      <figure value="{$beside/@score} ※"><t:t as="label" of="{f:edition($beside)}" date="{f:short-day($beside)}" note="under a score: an edition, a date">%{of}, %{date}</t:t></figure>
    </xsl:if>
  </figures>
</xsl:template>

<!-- One edition has one axis: the last score over it, the first one under it. -->
<xsl:template name="ruler">
  <chart kind="ruler" now="{$last/@score}" target="{$a/@threshold}" benchmark="{$first/@score}">
    <xsl:attribute name="now-label"><xsl:value-of select="f:short-day($last)"/></xsl:attribute>
    <xsl:attribute name="benchmark-label"><xsl:value-of select="concat(f:short-day($first), ' · ', $first/@score)"/></xsl:attribute>
    <t:t as="target-label" T="{$T}" from="{$a/@threshold}">Target level %{T}: from %{from}</t:t>
    <xsl:choose>
      <xsl:when test="$a/@gap"><t:t as="target-note" gap="{$a/@gap}">%{gap} to go</t:t></xsl:when>
      <xsl:when test="$a/@margin"><t:t as="target-note" m="{$a/@margin}">%{m} above it</t:t></xsl:when>
    </xsl:choose>
    <xsl:if test="$a/@barred-level"><xsl:attribute name="held"><xsl:value-of select="$L"/></xsl:attribute></xsl:if>
    <t:t as="alt" from="{$first/@score}" to="{$last/@score}" l="{f:level($L)}">Overall score on a ruler from 0 to 5: %{from} at first, %{to} at last: %{l}.</t:t>
    <row from="0" to="{$q/d:level[1]/@from}" level="0" label="0"/>
    <xsl:for-each select="$q/d:level">
      <row from="{@from}" level="{@no}" label="{concat(@no, ' ', @name)}" short="{concat(@no, ' ', @short)}">
        <xsl:attribute name="to">
          <xsl:choose>
            <xsl:when test="following-sibling::d:level"><xsl:value-of select="following-sibling::d:level[1]/@from"/></xsl:when>
            <xsl:otherwise>5.00</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- Where levels begin; on a narrow axis the target alone. -->
<xsl:template name="thresholds">
  <xsl:param name="all" select="true()"/>
  <xsl:for-each select="$q/d:level[$all or @no = $T]">
    <threshold value="{@from}">
      <xsl:if test="@no = $T"><xsl:attribute name="target">yes</xsl:attribute></xsl:if>
      <t:t as="label" l="{@no}" from="{@from}" note="a threshold in a chart: level and score">L%{l} %{from}</t:t>
    </threshold>
  </xsl:for-each>
</xsl:template>

<xsl:template name="domains-in-words">
  <xsl:for-each select="$now/d:part">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
    <xsl:value-of select="concat(@name, ' ')"/>
    <xsl:choose>
      <xsl:when test="@change"><xsl:value-of select="concat(@from, ' → ', @to)"/></xsl:when>
      <xsl:otherwise><t:t>n/a</t:t></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>

<!-- In the standard's order, not by size, so that pages can be compared. -->
<xsl:template name="dumbbell">
  <chart kind="dumbbell">
    <xsl:attribute name="from-label"><xsl:value-of select="f:short-day($first)"/></xsl:attribute>
    <xsl:attribute name="to-label"><xsl:value-of select="f:short-day($last)"/></xsl:attribute>
    <xsl:attribute name="title"><xsl:call-template name="F"/></xsl:attribute>
    <t:t as="sub">Score 0–5; dashed orange: target; right: from, to, difference</t:t>
    <xsl:attribute name="alt"><xsl:call-template name="domains-in-words"/></xsl:attribute>
    <xsl:call-template name="thresholds"><xsl:with-param name="all" select="false()"/></xsl:call-template>
    <xsl:for-each select="$now/d:part">
      <row name="{@name}" short="{@short}">
        <xsl:copy-of select="@from | @to"/>
        <xsl:if test="@change"><xsl:attribute name="diff"><xsl:value-of select="@change"/></xsl:attribute></xsl:if>
        <xsl:if test="not(@from or @to)"><t:t as="na">n/a</t:t></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>
<xsl:template name="F">
  <xsl:variable name="up" select="count($now/d:part[@change-h &gt; 0])"/>
  <xsl:variable name="down" select="count($now/d:part[@change-h &lt; 0])"/>
  <xsl:choose>
    <xsl:when test="$up = 0 and $down = 0"><t:t>No domain’s score has changed</t:t></xsl:when>
    <xsl:when test="$down = 0"><t:t n="{$up}" all="{count($now/d:part)}" one="%{n} of %{all} domains rose">%{n} of %{all} domains rose</t:t></xsl:when>
    <xsl:when test="$up = 0"><t:t n="{$down}" all="{count($now/d:part)}" one="%{n} of %{all} domains fell">%{n} of %{all} domains fell</t:t></xsl:when>
    <xsl:otherwise><t:t up="{$up}" down="{$down}" all="{count($now/d:part)}">Of %{all} domains %{up} rose and %{down} fell</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="bars">
  <xsl:param name="of"/>
  <xsl:variable name="series" select="$c/d:series[@no = $of/@series]"/>
  <chart kind="bars" target="{$a/@threshold}" row-height="19">
    <xsl:attribute name="title"><xsl:value-of select="concat($series/@standard, ' · ', f:short-day($of))"/></xsl:attribute>
    <t:t as="sub" s="{$of/@score}" n="{count($series/d:part)}">%{n} domains, 0–5; overall %{s}; dashed orange: target</t:t>
    <t:t as="alt" standard="{$series/@standard}" s="{$of/@score}" n="{count($series/d:part)}">Scores of the %{n} domains of %{standard}; overall %{s}.</t:t>
    <xsl:for-each select="$series/d:part">
      <row name="{@name}" short="{@short}">
        <xsl:choose>
          <xsl:when test="d:at[@set = $of/@no]/@score"><xsl:attribute name="value"><xsl:value-of select="d:at[@set = $of/@no]/@score"/></xsl:attribute></xsl:when>
          <xsl:otherwise><t:t as="na">n/a</t:t></xsl:otherwise>
        </xsl:choose>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- Five items at most: within one edition by their scores, across two by criteria better less criteria worse. -->
<xsl:template name="risen">
  <xsl:variable name="list" select="$now[not($crossed)]/d:rises | $whole[$crossed]/d:rises"/>
  <xsl:variable name="n" select="count($list/d:entry)"/>
  <h3>
    <xsl:choose>
      <xsl:when test="$n = 0"><t:t>No item rose</t:t></xsl:when>
      <xsl:when test="$crossed"><t:t n="{$n}" note="over a list of items: criteria better, worse">Items with most criteria better, worse</t:t></xsl:when>
      <xsl:when test="$list/@more = 0"><t:t n="{$n}" one="The item that rose">The %{n} items that rose</t:t></xsl:when>
      <xsl:otherwise><t:t n="{t:word($n)}">%{n} largest rises</t:t></xsl:otherwise>
    </xsl:choose>
  </h3>
  <xsl:call-template name="ranked"><xsl:with-param name="list" select="$list"/></xsl:call-template>
</xsl:template>
<xsl:template name="fallen">
  <xsl:variable name="list" select="$now[not($crossed)]/d:falls | $whole[$crossed]/d:falls"/>
  <xsl:variable name="n" select="count($list/d:entry)"/>
  <h3>
    <xsl:choose>
      <xsl:when test="$n = 0"><t:t>No item fell</t:t></xsl:when>
      <xsl:when test="$crossed"><t:t n="{$n}" note="over a list of items: criteria better, worse">Items with more criteria worse than better</t:t></xsl:when>
      <xsl:when test="$list/@more = 0"><t:t n="{$n}" one="The item that fell">The %{n} items that fell</t:t></xsl:when>
      <xsl:otherwise><t:t n="{t:word($n)}">%{n} largest falls</t:t></xsl:otherwise>
    </xsl:choose>
  </h3>
  <xsl:call-template name="ranked"><xsl:with-param name="list" select="$list"/></xsl:call-template>
</xsl:template>
<xsl:template name="ranked">
  <xsl:param name="list"/>
  <xsl:if test="$list/d:entry">
    <table>
      <xsl:choose>
        <xsl:when test="$crossed"><col w="30"/><col w="145.5"/><col w="60" align="right"/></xsl:when>
        <xsl:otherwise><col w="30"/><col w="128.25"/><col w="36" align="right"/></xsl:otherwise>
      </xsl:choose>
      <tbody>
        <xsl:for-each select="$list/d:entry">
          <tr>
            <td class="muted"><xsl:value-of select="@id"/></td>
            <xsl:choose>
              <xsl:when test="$crossed">
                <td><xsl:value-of select="f:short-of(.)"/></td>
                <td><nobr><b><xsl:value-of select="@better"/></b> / <xsl:value-of select="@worse"/></nobr></td>
              </xsl:when>
              <xsl:otherwise>
                <td><xsl:value-of select="f:short-of(.)"/></td>
                <td><xsl:call-template name="signed"><xsl:with-param name="of" select="."/></xsl:call-template></td>
              </xsl:otherwise>
            </xsl:choose>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:if test="$list/@tied &gt; 0"><p class="note"><t:t n="{$list/@more}" k="{$list/@tied}" one="%{n} more is not listed; it changed as much as the last one listed.">%{n} more are not listed; %{k} of these changed as much as the last one listed.</t:t></p></xsl:if>
  </xsl:if>
</xsl:template>
<func:function name="f:short-of">
  <xsl:param name="row"/>
  <xsl:choose>
    <xsl:when test="string-length($row/@name) &gt; 26"><func:result select="string($row/@short)"/></xsl:when>
    <xsl:otherwise><func:result select="string($row/@name)"/></xsl:otherwise>
  </xsl:choose>
</func:function>

<!-- What is left to the target, and with what to begin: from the last answers alone. -->
<xsl:template name="remains">
  <callout kind="info">
    <h3>
      <xsl:choose>
        <xsl:when test="$a/@gap"><t:t T="{$T}" gap="{$a/@gap}">Still to go to level %{T}: %{gap}</t:t></xsl:when>
        <xsl:when test="$L &gt;= $T"><t:t T="{$T}">Level %{T} is reached; what could still be raised</t:t></xsl:when>
        <xsl:otherwise><t:t T="{$T}">A condition of level %{T} is not met</t:t></xsl:otherwise>
      </xsl:choose>
    </h3>
    <xsl:choose>
      <xsl:when test="$path/r:group">
        <xsl:for-each select="$path/r:group[position() &lt;= 3]">
          <p>
            <t:t id="{@item}" name="{f:item-name(@item)}" l="{@level}" n="{@criteria}" after="{@after}"
                 one="%{id} %{name}, level %{l}, %{n} criterion: then %{after}">%{id} %{name}, level %{l}, %{n} criteria: then %{after}</t:t>
          </p>
        </xsl:for-each>
        <xsl:if test="$path/@all-groups &gt; 3"><p><muted><t:t k="{$path/@all-groups - 3}">%{k} more groups: see the gap analysis</t:t></muted></p></xsl:if>
      </xsl:when>
      <xsl:when test="$a/@nothing"><p><t:t>None of the last answers counts: all are marked not applicable.</t:t></p></xsl:when>
      <xsl:otherwise><p><t:t T="{$T}">All criteria up to level %{T} are fully met.</t:t></p></xsl:otherwise>
    </xsl:choose>
  </callout>
</xsl:template>

<xsl:template name="decisions">
  <callout kind="decision">
    <h3><t:t>For decision</t:t></h3>
    <ol class="small">
      <xsl:if test="$zh"><xsl:attribute name="class">small circled</xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="$L &gt;= $T"><li><t:t L="{$L}">Keep level %{L}: reassess once a year?</t:t></li></xsl:when>
        <xsl:otherwise><li><t:t T="{$T}">Go on to level %{T}, and by when?</t:t></li></xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="$whole/@worse &gt; 0"><li><t:t n="{$whole/@worse}" one="Who restores the %{n} criterion that got worse?">Who restores the %{n} criteria that got worse?</t:t></li></xsl:when>
        <xsl:when test="$whole/@better &gt; 0"><li><t:t>Who keeps what got better, with evidence?</t:t></li></xsl:when>
        <xsl:otherwise><li><t:t>What should change before the next assessment, and who is responsible?</t:t></li></xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="$open-sets[@no = $last/@no]"><li><t:t n="{$last/@unanswered}" one="Who gives the %{n} answer that is missing?">Who gives the %{n} answers that are missing?</t:t></li></xsl:when>
        <xsl:otherwise><li><t:t>When is it measured again, with the same edition and policy?</t:t></li></xsl:otherwise>
      </xsl:choose>
    </ol>
  </callout>
</xsl:template>

<xsl:template name="foremost">
  <xsl:variable name="all"><xsl:call-template name="A"/></xsl:variable>
  <xsl:for-each select="exsl:node-set($all)/*[position() &lt;= 2]"><p class="warn"><xsl:copy-of select="node()"/></p></xsl:for-each>
</xsl:template>

<xsl:template name="basis-strip">
  <xsl:choose>
    <xsl:when test="$beside">
      <t:t e="{$last/@standard}" d1="{f:short-day($first)}" a1="{$first/@answered}" n="{$last/@criteria}" d2="{f:short-day($last)}" a2="{$last/@answered}"
           e0="{$beside/@standard}" d0="{f:short-day($beside)}" a0="{$beside/@answered}" n0="{$beside/@criteria}"
           >Basis: %{e}, %{d1} (%{a1} of %{n} answered) and %{d2} (%{a2} of %{n}); beside, ※: %{e0}, %{d0} (%{a0} of %{n0}).</t:t>
    </xsl:when>
    <xsl:otherwise>
      <t:t e1="{$first/@standard}" d1="{f:short-day($first)}" a1="{$first/@answered}" n1="{$first/@criteria}" e2="{$last/@standard}" d2="{f:short-day($last)}"
           a2="{$last/@answered}" n2="{$last/@criteria}">Basis: %{d1}, %{e1}, %{a1} of %{n1} answered; %{d2}, %{e2}, %{a2} of %{n2} answered.</t:t>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:value-of select="$sp"/>
  <t:t policy="{$p/@name}" version="{$p/@version}" thresholds="{t:list($p/d:threshold/@from, 'id')}">All under one policy, %{policy} v%{version} (from %{thresholds}).</t:t>
</xsl:template>

<!-- ======== Contents and basis ======== -->

<xsl:template name="contents">
  <page id="contents">
    <t:t as="theme">Contents and basis</t:t>
    <t:t as="eyebrow">Contents and basis</t:t>
    <h1><t:t n="{$c/@sets}" e="{$c/@editions}" one="%{n} set of answers">%{n} sets of answers beside each other</t:t></h1>
    <frame col="1" span="12" y="116"><xsl:call-template name="sets-table"/></frame>
    <frame col="1" span="7" y="{190 + 20 * count($sets)}"><toc max="24"/></frame>
    <frame col="9" span="4" y="{190 + 20 * count($sets)}"><xsl:call-template name="terms"/></frame>
  </page>
</xsl:template>
<xsl:template name="terms">
  <callout kind="info">
    <h3><t:t>How to read</t:t></h3>
    <dl>
      <pair>
        <t:t as="label">Better, worse</t:t>
        <xsl:choose>
          <xsl:when test="$beside"><t:t>A criterion whose value counts more or less than on the edition’s first date; both given.</t:t></xsl:when>
          <xsl:otherwise><t:t>A criterion whose value counts more or less than on the first date; both given.</t:t></xsl:otherwise>
        </xsl:choose>
      </pair>
      <pair><t:t as="label">Difference</t:t><t:t>The last printed number less the first.</t:t></pair>
      <xsl:if test="$now/d:progress">
        <pair><t:t as="label">Progress</t:t><t:t T="{$T}">The share of the gap between the edition’s first score and the start of level %{T} that has been closed.</t:t></pair>
      </xsl:if>
      <xsl:if test="$c/@editions &gt; 1"><pair label="※"><t:t>Two editions meet here: beside each other, never subtracted.</t:t></pair></xsl:if>
      <pair><t:t as="label">Target</t:t><t:t T="{$T}" from="{$a/@threshold}">Level %{T}, from %{from}.</t:t></pair>
    </dl>
  </callout>
</xsl:template>
<xsl:template name="sets-table">
  <table class="grid">
    <col w="22"/><col w="70"/><col w="104"/><col w="76" align="right"/><col w="44" align="right"/><col w="70"/><col w="97"/>
    <thead><tr><th/><th><t:t>Date</t:t></th><th><t:t>Edition</t:t></th><th><t:t>Answered</t:t></th><th><t:t>Score</t:t></th><th><t:t>Level</t:t></th><th><t:t>Hash of the answers</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$sets">
        <tr>
          <td class="muted"><xsl:value-of select="@no"/></td>
          <td class="strong"><nobr><xsl:value-of select="f:short-day(.)"/></nobr></td>
          <td><xsl:value-of select="@standard"/><xsl:if test="@series != $first/@series"> ※</xsl:if></td>
          <td><nobr><xsl:value-of select="concat(@answered, ' / ', @criteria)"/></nobr></td>
          <td class="strong"><xsl:value-of select="@score"/></td>
          <td><xsl:value-of select="f:level-short(@level)"/></td>
          <td class="muted"><xsl:value-of select="substring(@sha256, 1, 16)"/></td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
  <xsl:choose>
    <xsl:when test="$beside"><p class="note"><t:t>※ another edition than the last set’s.</t:t></p></xsl:when>
    <xsl:when test="$c/@editions &gt; 1"><p class="note"><t:t>※ another edition than the first set’s.</t:t></p></xsl:when>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
