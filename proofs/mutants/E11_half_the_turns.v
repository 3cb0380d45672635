(* MUTANT of claim E11: kl_cost with one change: half the logarithm is enough.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange
  definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.EuclideanRate theorems.FlooredRun theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthMirror.
Open Scope R_scope.

Section Mutant.
Variables r c : R.
Variable turns : nat.
Hypothesis r_ok : 0 < r < 1.
Let G := stopOrGo r c turns.
Let star := goes turns 1.

Lemma kl_cost_mutant : forall p, 0 < p < 1 ->
  along G star (fun _ x => klAt G star (goes turns p) x) (horizon G) [] <= INR turns * (ln (/ p) / 2).
Proof.
  intros p Hp. apply (cost_on_line r c turns).
  - intros n h Hn Off. unfold klAt, G. destruct (kinds r c turns n h Hn) as [-> |[[m [_ [Hm E]]]|[-> [-> E]]]].
    + lra.
    + exfalso. apply (Off m Hm E).
    + unfold star. rewrite !E. unfold klDivergence. cbn [sum]. lra.
  - intros n Hn. unfold klAt. destruct (at_live r c turns n Hn) as [Mv Ch]. fold G in Mv, Ch.
    rewrite Mv, Ch. unfold star. rewrite !goes_live by exact Hn.
    unfold klDivergence. cbn [sum two]. rewrite ln_1, ln_Rinv by lra. lra.
Qed.

End Mutant.
